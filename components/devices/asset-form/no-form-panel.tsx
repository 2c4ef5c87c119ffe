import { EmptyState, Panel } from "@/components/ui/panel";

const NOTHING_ASKED = { data: null, error: null, isFetching: false, refetch: () => undefined };

/** Stands where a device has no record with a form, and says why. */
export function NoFormPanel({ title }: { title: string }) {
  return (
    <Panel title={title} query={NOTHING_ASKED} size="sm">
      {() => (
        <EmptyState why="KACE holds no asset of this device and SysAid no CI. What KACE's agent reads of a machine, and SysAid's assets, cannot be written by anybody." />
      )}
    </Panel>
  );
}
