"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { useDeviceFacets } from "@/lib/client/devices/use-devices";
import { useStartWalk } from "@/lib/client/devices/walks/use-walk";
import { joinCsv } from "@/lib/contracts/csv";
import type { Facet } from "@/lib/contracts/list";

/** Chooses a place and begins a walk through it. */
export function StartWalkForm() {
  const router = useRouter();
  const start = useStartWalk();
  const [site, setSite] = useState("");
  const [department, setDepartment] = useState("");
  const [fault, setFault] = useState<string | undefined>(undefined);
  const facets = useDeviceFacets(site === "" ? {} : { site: joinCsv([site]) }, false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (site === "" && department === "") {
      setFault("Choose a site or a department.");
      return;
    }
    setFault(undefined);
    start.mutate(
      { site: site || null, department: department || null },
      {
        onSuccess: ({ id }) => router.push(`/devices/walks/${id}`),
        onError: (error) => setFault(readProblem(error).title),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-2" data-print="hide">
      <div className="min-w-48 grow sm:max-w-72">
        <Field label="Site" error={fault}>
          {(control) => (
            <Select
              {...control}
              value={site}
              placeholder="Any site"
              options={toOptions(facets.data?.facets["site"])}
              onChange={(event) => setSite(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="min-w-48 grow sm:max-w-72">
        <Field label="Department">
          {(control) => (
            <Select
              {...control}
              value={department}
              placeholder="Any department"
              options={toOptions(facets.data?.facets["department"])}
              onChange={(event) => setDepartment(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Button type="submit" look="primary" busy={start.isPending}>
        Begin a walk
      </Button>
    </form>
  );
}

function toOptions(facets: readonly Facet[] | undefined) {
  return (facets ?? [])
    .filter(({ value }) => value !== "none")
    .map(({ value, label, count }) => ({ value, label: `${label} (${count})` }));
}
