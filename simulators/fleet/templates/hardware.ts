import type { DeviceForm } from "../model";

/** An operating system as each system spells it, with its versions and how common each is. */
export interface OsPlan {
  name: string;
  kace: string;
  sysaid: string;
  versions: readonly (readonly [version: string, build: string, weight: number])[];
}

export const OS_PLANS = {
  win11: {
    name: "Windows 11 Pro",
    kace: "Microsoft Windows 11 Pro x64",
    sysaid: "Windows 11 Pro",
    versions: [
      ["10.0.26100", "26100.4349", 5],
      ["10.0.22631", "22631.5472", 9],
      ["10.0.22621", "22621.4317", 2],
    ],
  },
  win11e: {
    name: "Windows 11 Enterprise",
    kace: "Microsoft Windows 11 Enterprise x64",
    sysaid: "Windows 11 Enterprise",
    versions: [
      ["10.0.26100", "26100.4349", 4],
      ["10.0.22631", "22631.5472", 8],
    ],
  },
  win10: {
    name: "Windows 10 Pro",
    kace: "Microsoft Windows 10 Pro x64",
    sysaid: "Windows 10 Pro",
    versions: [
      ["10.0.19045", "19045.5965", 9],
      ["10.0.19044", "19044.3086", 1],
    ],
  },
  win10ltsc: {
    name: "Windows 10 Enterprise LTSC",
    kace: "Microsoft Windows 10 Enterprise LTSC x64",
    sysaid: "Windows 10 Enterprise LTSC 2021",
    versions: [["10.0.19044", "19044.5965", 1]],
  },
  macos15: {
    name: "macOS Sequoia",
    kace: "macOS 15 Sequoia",
    sysaid: "macOS Sequoia",
    versions: [
      ["15.5", "24F74", 4],
      ["15.4.1", "24E263", 2],
    ],
  },
  macos14: {
    name: "macOS Sonoma",
    kace: "macOS 14 Sonoma",
    sysaid: "macOS Sonoma",
    versions: [["14.7.6", "23H626", 1]],
  },
  srv2022: {
    name: "Windows Server 2022 Standard",
    kace: "Microsoft Windows Server 2022 Standard x64",
    sysaid: "Windows Server 2022 Standard",
    versions: [["10.0.20348", "20348.3807", 1]],
  },
  srv2019: {
    name: "Windows Server 2019 Standard",
    kace: "Microsoft Windows Server 2019 Standard x64",
    sysaid: "Windows Server 2019 Standard",
    versions: [["10.0.17763", "17763.7434", 1]],
  },
  srv2016: {
    name: "Windows Server 2016 Datacenter",
    kace: "Microsoft Windows Server 2016 Datacenter x64",
    sysaid: "Windows Server 2016 Datacenter",
    versions: [["10.0.14393", "14393.8148", 1]],
  },
  ubuntu22: {
    name: "Ubuntu 22.04",
    kace: "Ubuntu 22.04.5 LTS (x64)",
    sysaid: "Ubuntu 22.04.5 LTS",
    versions: [["22.04", "5.15.0-140-generic", 1]],
  },
  ubuntu24: {
    name: "Ubuntu 24.04",
    kace: "Ubuntu 24.04.2 LTS (x64)",
    sysaid: "Ubuntu 24.04.2 LTS",
    versions: [["24.04", "6.8.0-60-generic", 1]],
  },
  rhel9: {
    name: "Red Hat Enterprise Linux 9",
    kace: "Red Hat Enterprise Linux 9.5 (x64)",
    sysaid: "Red Hat Enterprise Linux release 9.5 (Plow)",
    versions: [["9.5", "5.14.0-503.40.1.el9_5", 1]],
  },
  esxi8: {
    name: "VMware ESXi 8.0",
    kace: "VMware ESXi 8.0.3",
    sysaid: "VMware ESXi 8.0.3",
    versions: [["8.0.3", "24674464", 1]],
  },
  ios18: {
    name: "iOS 18",
    kace: "Apple iOS 18",
    sysaid: "iOS 18.5",
    versions: [
      ["18.5", "22F76", 3],
      ["18.4.1", "22E252", 1],
    ],
  },
  ipados18: {
    name: "iPadOS 18",
    kace: "Apple iPadOS 18",
    sysaid: "iPadOS 18.5",
    versions: [["18.5", "22F76", 1]],
  },
  android15: {
    name: "Android 15",
    kace: "Android 15",
    sysaid: "Android 15",
    versions: [["15", "AP3A.240905.015", 1]],
  },
  android14: {
    name: "Android 14",
    kace: "Android 14",
    sysaid: "Android 14",
    versions: [["14", "UP1A.231005.007", 1]],
  },
  iosxe: {
    name: "Cisco IOS XE",
    kace: "Cisco IOS XE",
    sysaid: "Cisco IOS XE Software",
    versions: [
      ["17.12.04", "17.12.04", 2],
      ["17.9.5", "17.9.5", 1],
    ],
  },
  aruba: {
    name: "ArubaOS-CX",
    kace: "ArubaOS-CX",
    sysaid: "ArubaOS-CX",
    versions: [["10.13.1040", "FL.10.13.1040", 1]],
  },
  fortios: {
    name: "FortiOS",
    kace: "FortiOS",
    sysaid: "FortiOS",
    versions: [["7.4.8", "2795", 1]],
  },
  firmware: { name: "Embedded", kace: "", sysaid: "", versions: [["", "", 1]] },
} as const satisfies Record<string, OsPlan>;

export type OsKey = keyof typeof OS_PLANS;

export interface ModelPlan {
  form: DeviceForm;
  maker: string;
  model: string;
  weight: number;
  os: readonly (readonly [OsKey, number])[];
  serial:
    | "dell"
    | "hp"
    | "lenovo"
    | "apple"
    | "surface"
    | "vmware"
    | "hyperv"
    | "board"
    | "samsung"
    | "cisco";
  /** First three bytes of its own cards. */
  oui: string;
  ramGib: readonly number[];
  diskGib: readonly number[];
}

const CLIENT = [
  ["win11", 60],
  ["win11e", 14],
  ["win10", 24],
] as const;
const DESK = [
  ["win11", 50],
  ["win11e", 12],
  ["win10", 34],
  ["win10ltsc", 4],
] as const;
const MAC = [
  ["macos15", 3],
  ["macos14", 1],
] as const;
const SERVER = [
  ["srv2022", 5],
  ["srv2019", 4],
  ["srv2016", 1],
  ["rhel9", 2],
  ["esxi8", 3],
] as const;
const GUEST = [
  ["srv2022", 6],
  ["srv2019", 5],
  ["srv2016", 1],
  ["ubuntu22", 3],
  ["ubuntu24", 2],
  ["rhel9", 3],
] as const;
const NONE = [["firmware", 1]] as const;

function row(
  form: DeviceForm,
  name: readonly [maker: string, model: string],
  weight: number,
  rest: Pick<ModelPlan, "os" | "serial" | "oui" | "ramGib" | "diskGib">,
): ModelPlan {
  return { form, maker: name[0], model: name[1], weight, ...rest };
}

const dellLaptop = {
  os: CLIENT,
  serial: "dell",
  oui: "C8:F7:50",
  ramGib: [16, 16, 32],
  diskGib: [256, 512, 512, 1024],
} as const;
const hpLaptop = { ...dellLaptop, serial: "hp", oui: "84:A9:38" } as const;
const thinkpad = { ...dellLaptop, serial: "lenovo", oui: "54:05:DB" } as const;
const dellDesk = {
  os: DESK,
  serial: "dell",
  oui: "D8:9E:F3",
  ramGib: [8, 16, 16, 32],
  diskGib: [256, 512, 1024],
} as const;
const apple = {
  os: MAC,
  serial: "apple",
  oui: "F0:18:98",
  ramGib: [16, 32, 36],
  diskGib: [512, 1024],
} as const;
const board = { ...dellDesk, serial: "board", oui: "2C:F0:5D" } as const;
const rack = {
  os: SERVER,
  serial: "dell",
  oui: "B0:26:28",
  ramGib: [64, 128, 256, 512],
  diskGib: [960, 1920, 3840, 7680],
} as const;
const guest = {
  os: GUEST,
  serial: "vmware",
  oui: "00:50:56",
  ramGib: [4, 8, 16, 32],
  diskGib: [60, 100, 200, 500],
} as const;
const phone = {
  os: [["ios18", 1]],
  serial: "apple",
  oui: "A4:83:E7",
  ramGib: [6, 8],
  diskGib: [128, 256],
} as const;
const galaxy = {
  os: [
    ["android15", 2],
    ["android14", 1],
  ],
  serial: "samsung",
  oui: "8C:E5:C0",
  ramGib: [8, 12],
  diskGib: [128, 256],
} as const;
const laserjet = { os: NONE, serial: "hp", oui: "3C:2A:F4", ramGib: [1], diskGib: [0] } as const;
const catalyst = {
  os: [["iosxe", 1]],
  serial: "cisco",
  oui: "70:DB:98",
  ramGib: [4, 8],
  diskGib: [8, 16],
} as const;

export const MODEL_PLANS: readonly ModelPlan[] = [
  row("laptop", ["Dell Inc.", "Latitude 5440"], 14, dellLaptop),
  row("laptop", ["Dell Inc.", "Latitude 5430"], 10, dellLaptop),
  row("laptop", ["Dell Inc.", "Latitude 7440"], 8, dellLaptop),
  row("laptop", ["Dell Inc.", "Latitude 3520"], 4, dellLaptop),
  row("laptop", ["Dell Inc.", "Precision 5680"], 3, {
    ...dellLaptop,
    ramGib: [32, 64],
    diskGib: [1024, 2048],
  }),
  row("laptop", ["HP", "HP EliteBook 840 14 inch G10 Notebook PC"], 9, hpLaptop),
  row("laptop", ["HP", "HP EliteBook 840 G8 Notebook PC"], 7, hpLaptop),
  row("laptop", ["HP", "HP ZBook Fury 16 G10 Mobile Workstation PC"], 2, {
    ...hpLaptop,
    ramGib: [32, 64],
    diskGib: [1024],
  }),
  row("laptop", ["LENOVO", "ThinkPad T14 Gen 4"], 10, thinkpad),
  row("laptop", ["LENOVO", "ThinkPad X1 Carbon Gen 11"], 6, thinkpad),
  row("laptop", ["LENOVO", "ThinkPad L15 Gen 3"], 5, thinkpad),
  row("laptop", ["Apple Inc.", "MacBookPro18,3"], 4, apple),
  row("laptop", ["Apple Inc.", "Mac15,6"], 3, apple),
  row("laptop", ["Apple Inc.", "MacBookAir10,1"], 2, apple),
  row("laptop", ["Microsoft Corporation", "Surface Laptop 5"], 4, {
    ...dellLaptop,
    serial: "surface",
    oui: "28:16:A8",
  }),
  row("laptop", ["Microsoft Corporation", "Surface Pro 9"], 3, {
    ...dellLaptop,
    serial: "surface",
    oui: "28:16:A8",
  }),
  row("desktop", ["Dell Inc.", "OptiPlex 7010"], 12, dellDesk),
  row("desktop", ["Dell Inc.", "OptiPlex 7090"], 9, dellDesk),
  row("desktop", ["Dell Inc.", "OptiPlex 5000"], 6, dellDesk),
  row("desktop", ["HP", "HP EliteDesk 800 G6 Desktop Mini PC"], 8, {
    ...dellDesk,
    serial: "hp",
    oui: "B4:45:06",
  }),
  row("desktop", ["HP", "HP ProDesk 600 G6 Small Form Factor PC"], 5, {
    ...dellDesk,
    serial: "hp",
    oui: "B4:45:06",
  }),
  row("desktop", ["LENOVO", "ThinkCentre M70q Gen 3"], 6, {
    ...dellDesk,
    serial: "lenovo",
    oui: "88:AE:DD",
  }),
  row("desktop", ["Apple Inc.", "Macmini9,1"], 1, apple),
  row("desktop", ["ASUSTeK COMPUTER INC.", "PRIME B560M-A"], 2, board),
  row("desktop", ["To Be Filled By O.E.M.", "To Be Filled By O.E.M."], 1, board),
  row("desktop", ["Gigabyte Technology Co., Ltd.", "B760M DS3H"], 2, board),
  row("server", ["Dell Inc.", "PowerEdge R750"], 8, rack),
  row("server", ["Dell Inc.", "PowerEdge R640"], 6, rack),
  row("server", ["Dell Inc.", "PowerEdge T350"], 2, { ...rack, ramGib: [32, 64] }),
  row("server", ["HPE", "ProLiant DL380 Gen10"], 7, { ...rack, serial: "hp", oui: "94:40:C9" }),
  row("server", ["HPE", "ProLiant DL360 Gen10 Plus"], 4, {
    ...rack,
    serial: "hp",
    oui: "94:40:C9",
  }),
  row("server", ["Lenovo", "ThinkSystem SR650 V2"], 3, {
    ...rack,
    serial: "lenovo",
    oui: "08:94:EF",
  }),
  row("virtual", ["VMware, Inc.", "VMware Virtual Platform"], 9, guest),
  row("virtual", ["VMware, Inc.", "VMware7,1"], 8, guest),
  row("virtual", ["VMware, Inc.", "VMware20,1"], 6, guest),
  row("virtual", ["Microsoft Corporation", "Virtual Machine"], 5, {
    ...guest,
    serial: "hyperv",
    oui: "00:15:5D",
  }),
  row("mobile", ["Apple Inc.", "iPhone 14"], 9, phone),
  row("mobile", ["Apple Inc.", "iPhone 15 Pro"], 6, phone),
  row("mobile", ["Apple Inc.", "iPad Air (5th generation)"], 4, {
    ...phone,
    os: [["ipados18", 1]],
  }),
  row("mobile", ["Samsung", "Galaxy S23"], 6, galaxy),
  row("mobile", ["Samsung", "Galaxy Tab Active4 Pro"], 3, galaxy),
  row("printer", ["HP", "HP LaserJet Enterprise M507dn"], 7, laserjet),
  row("printer", ["HP", "HP Color LaserJet MFP M480f"], 6, laserjet),
  row("printer", ["Xerox", "VersaLink C405"], 3, { ...laserjet, oui: "9C:93:4E" }),
  row("printer", ["Zebra Technologies", "ZT411"], 4, { ...laserjet, oui: "48:A4:93" }),
  row("printer", ["KONICA MINOLTA", "bizhub C300i"], 3, { ...laserjet, oui: "00:20:6B" }),
  row("network", ["Cisco Systems, Inc.", "Catalyst 9300-48P"], 8, catalyst),
  row("network", ["Cisco Systems, Inc.", "Catalyst 9200L-24P"], 7, catalyst),
  row("network", ["Cisco Systems, Inc.", "Catalyst 9500-24Y4C"], 2, catalyst),
  row("network", ["Aruba", "6300M 48G"], 3, { ...catalyst, os: [["aruba", 1]], oui: "88:3A:30" }),
  row("network", ["Fortinet", "FortiGate 100F"], 2, {
    ...catalyst,
    os: [["fortios", 1]],
    oui: "E8:1C:BA",
  }),
];

/** Of all devices. */
export const FORM_SHARES: readonly (readonly [DeviceForm, number])[] = [
  ["laptop", 46],
  ["desktop", 20],
  ["server", 6],
  ["virtual", 9],
  ["mobile", 8],
  ["printer", 6],
  ["network", 5],
];

/** Letters in a host name that tell the form. */
export const HOST_MARKS: Record<DeviceForm, string> = {
  laptop: "LT",
  desktop: "WS",
  server: "SRV",
  virtual: "VM",
  mobile: "MOB",
  printer: "PRN",
  network: "SW",
};

export const CHASSIS: Record<DeviceForm, string> = {
  laptop: "Notebook",
  desktop: "Desktop",
  server: "Rack Mount Chassis",
  virtual: "Other",
  mobile: "Hand Held",
  printer: "Other",
  network: "Other",
};

/** SysAid's own words for a form. */
export const SYSAID_TYPES: Record<DeviceForm, string> = {
  laptop: "Laptop",
  desktop: "Workstation",
  server: "Server",
  virtual: "Server",
  mobile: "Mobile",
  printer: "Printer",
  network: "Network device",
};
