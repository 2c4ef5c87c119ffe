export { default } from "../(dashboard)/_parts/address-state";
