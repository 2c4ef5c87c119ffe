export { default } from "../_parts/address-state";
