import type { Menu } from './view-model';

/** The select of a menu. `of`: what it is the option of, where its label does not say. */
export function OptionMenu({
  menu,
  of,
  onChoose,
}: {
  menu: Menu;
  of?: string;
  onChoose(value: string): void;
}) {
  return (
    <select
      value={menu.value}
      disabled={menu.idle !== null}
      title={menu.idle ?? undefined}
      aria-label={of && `${menu.label} of ${of}`}
      onChange={(event) => onChoose(event.target.value)}
    >
      {menu.entries.map(({ value, label, disabled }) => (
        <option key={value} value={value} disabled={disabled}>
          {label}
        </option>
      ))}
    </select>
  );
}
