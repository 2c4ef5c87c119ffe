/** Scrolls a row sideways until one of its parts is in sight. The page around it stays where it is. */
export function showInRow(row: HTMLElement | null, part: HTMLElement | null | undefined): void {
  if (!row || !part) return;
  const [frame, box] = [row.getBoundingClientRect(), part.getBoundingClientRect()];
  if (box.left < frame.left) row.scrollLeft -= frame.left - box.left;
  else if (box.right > frame.right) row.scrollLeft += box.right - frame.right;
}
