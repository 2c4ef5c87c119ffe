import { proxyRoute } from "@/lib/server/proxy/proxy-route";

/** Every documented operation of KACE under its own path, with the viewer's own session; nothing else. */
const carry = proxyRoute("kace");

export {
  carry as DELETE,
  carry as GET,
  carry as HEAD,
  carry as OPTIONS,
  carry as PATCH,
  carry as POST,
  carry as PUT,
};
