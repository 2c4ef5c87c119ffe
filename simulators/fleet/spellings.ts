import type { RealDevice } from "./model";
import type { Stream } from "./random";
import { PLACEHOLDER_SERIALS, SHARES } from "./shares";

/** How a machine writes its serial down, which is not always the one that is printed on it. */
export function spoilSerial(device: RealDevice, isWhiteBox: boolean, stream: Stream): string {
  const draw = stream.next();
  const placeholder = stream.pick(PLACEHOLDER_SERIALS);
  if (isWhiteBox) return placeholder;
  return draw < SHARES.placeholderSerial && device.form !== "virtual" ? placeholder : device.serial;
}

/** SysAid drops the blanks out of VMware's long serial and writes its own case. */
export function squeezeVmwareSerial(serial: string): string {
  return serial.startsWith("VMware-")
    ? `VMware-${serial.slice(7).replaceAll(" ", "").toUpperCase()}`
    : serial;
}

export function toHyphenMac(mac: string): string {
  return mac.replaceAll(":", "-");
}

/** `aabb.ccdd.eeff`, as switches print it. */
export function toDottedMac(mac: string): string {
  const hex = mac.replaceAll(":", "").toLowerCase();
  return `${hex.slice(0, 4)}.${hex.slice(4, 8)}.${hex.slice(8)}`;
}

export function spellKaceMac(mac: string, device: RealDevice, stream: Stream): string {
  const draw = stream.next();
  if (device.form === "network" || draw < SHARES.kaceDottedMac) return toDottedMac(mac);
  return draw < SHARES.kaceDottedMac + SHARES.kaceHyphenMac ? toHyphenMac(mac) : mac;
}

/** A name as Windows invents it before anybody renames the machine. */
export function inventOldHost(device: RealDevice, stream: Stream): string {
  return device.form === "server" || device.form === "virtual"
    ? `WIN-${stream.hex(11).toUpperCase()}`
    : `DESKTOP-${stream.hex(7).toUpperCase()}`;
}

export function qualify(host: string, domain: string): string {
  return domain === "" ? host : `${host.toLowerCase()}.${domain}`;
}

/** The private address of a card: site, then the card's place. */
export function spellIp(net: number, number: number): string {
  return `10.${net + (Math.floor(number / 62_500) % 10)}.${Math.floor(number / 250) % 250}.${(number % 250) + 2}`;
}

/** When a record was last heard of: mostly today, sometimes long ago. Hours are usual for its form. */
export function drawLastSeen(now: number, stream: Stream): { at: number; isStale: boolean } {
  const isStale = stream.chance(SHARES.stale);
  const days = isStale ? stream.int(30, 400) : Math.min(25, stream.exponential(1.1));
  return { at: Math.round(now - days * 86_400_000 - stream.int(1, 3_500) * 1_000), isStale };
}
