import "server-only";

// What a test company's second KACE queue asks for: a field of every type. Takes no types of the simulators, which the
// server's code knows nothing of.

interface Queue {
  id: number;
  name: string;
  customFields: {
    index: number;
    label: string;
    type: "text" | "notes" | "select" | "multiselect" | "date" | "number" | "checkbox";
    values: string[];
    required: boolean;
  }[];
}

const OWN_FIELDS: Queue["customFields"] = [
  { index: 1, label: "Room", type: "text", values: [], required: false },
  { index: 3, label: "Site", type: "select", values: ["A", "B"], required: true },
  {
    index: 4,
    label: "Tools",
    type: "multiselect",
    values: ["Ladder", "Drill", "Saw"],
    required: false,
  },
  { index: 6, label: "Way in", type: "notes", values: [], required: false },
  { index: 7, label: "Visit", type: "date", values: [], required: false },
  { index: 8, label: "Urgent", type: "checkbox", values: ["0", "1"], required: false },
  { index: 9, label: "Chairs", type: "number", values: [], required: false },
];

/** The company with {@link OWN_FIELDS} in its queue 2. */
export function withOwnFields<Company extends { kace: { queues: Queue[] } }>(
  company: Company,
): Company {
  const queues = company.kace.queues.map((queue) =>
    queue.id === 2 ? { ...queue, customFields: OWN_FIELDS } : queue,
  );
  return { ...company, kace: { ...company.kace, queues } };
}
