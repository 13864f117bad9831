interface Size {
  width: number;
  height: number;
}

/** Distance of the popover from its number and from the window's edge, pixels. */
const GAP = 6;
const MARGIN = 8;

/** Top left corner of a popover: below its number, or above when there is no room, kept inside the window. */
export function placePopover(
  anchor: Size & { left: number; top: number },
  popover: Size,
  window: Size,
): { left: number; top: number } {
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - popover.height;
  const fitsBelow = below + popover.height <= window.height - MARGIN;
  const top = fitsBelow || above < MARGIN ? below : above;
  const rightmost = window.width - MARGIN - popover.width;
  return { left: Math.max(MARGIN, Math.min(anchor.left, rightmost)), top: Math.max(MARGIN, top) };
}
