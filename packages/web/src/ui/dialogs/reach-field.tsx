import "./switchboards.css";
import type { Signal } from "@preact/signals";
import type { AppModel, Reach, Switchboard } from "../../state/model.ts";
import { labelOf } from "../../state/road-words.ts";
import { Choice, Switch } from "../parts/index.ts";
import { SwitchboardField } from "./switchboard-field.tsx";

type Who = "network" | "everywhere" | "link";

interface ReachFieldProps {
  app: AppModel;
  value: Reach;
  onChange(value: Reach): void;
  /** Whether a switchboard is wanted that is not there yet. */
  wanting: Signal<boolean>;
  /** Something was to be done with the choice while it was not whole. */
  incomplete?: boolean;
}

/** The saved ones, and those that the room goes through all the same. */
const choicesOf = (saved: readonly Switchboard[], { switchboards }: Reach) => [
  ...saved,
  ...switchboards
    .filter((url) => !saved.some((one) => one.url === url))
    .map((url) => ({ url, label: labelOf(url) })),
];

const whoOf = ({ unlisted, switchboards }: Reach): Who =>
  unlisted ? "link" : switchboards.length > 0 ? "everywhere" : "network";

/** Who can find a room: three choices, and what goes with them only where it means something. */
export function ReachField({ app, value, onChange, wanting, incomplete = false }: ReachFieldProps) {
  const known = choicesOf(app.switchboards.value, value);
  const who = wanting.value ? "everywhere" : whoOf(value);
  const only = known.length === 1 ? known[0] : undefined;
  const names = only?.label ?? (known.length === 0 ? "a switchboard" : "switchboards");
  const choose = (chosen: Who) => {
    const all = known.map(({ url }) => url);
    wanting.value = chosen === "everywhere" && all.length === 0;
    const far = value.switchboards.length > 0 ? value.switchboards : all.slice(0, 1);
    onChange({
      ...value,
      unlisted: chosen === "link",
      switchboards: chosen === "everywhere" ? far : chosen === "link" ? value.switchboards : [],
    });
  };
  const through = (url: string, on: boolean) => {
    const others = value.switchboards.filter((one) => one !== url);
    onChange({ ...value, switchboards: on ? [...others, url] : others });
  };
  const ticks = who === "link" ? known : who === "everywhere" && known.length > 1 ? known : [];
  return (
    <div class="reach">
      <Choice
        legend="Who can find it"
        value={who}
        onChange={choose}
        options={[
          { value: "network", label: "People on this network", hint: "Everyone nearby sees its name" },
          {
            value: "everywhere",
            label: `Also anybody on ${names}`,
            hint: "Listed there as well: found from anywhere, and nobody in between can read it",
          },
          {
            value: "link",
            label: "Only people with the link",
            hint: "On no list: only who has the link or the code gets in",
          },
        ]}
      />
      {wanting.value && (
        <SwitchboardField
          app={app}
          autofocus
          wrong={incomplete ? "Add a switchboard first, or choose differently above." : undefined}
          onAdded={({ url }) => {
            wanting.value = false;
            onChange({ ...value, unlisted: false, switchboards: [url] });
          }}
        />
      )}
      {(ticks.length > 0 || value.switchboards.length > 0) && (
        <div class="reach-through">
          {ticks.map(({ url, label }) => (
            <Switch
              key={url}
              label={who === "link" ? `Also through ${label}` : `On ${label}`}
              {...(who === "link" && ticks.length === 1
                ? { hint: "So that the link works from anywhere" }
                : {})}
              checked={value.switchboards.includes(url)}
              onChange={(on) => through(url, on)}
            />
          ))}
          {value.switchboards.length > 0 && (
            <Switch
              label="Tell this device’s addresses there"
              hint="For networks on which devices do not find each other: people who see the room there can then connect directly"
              checked={value.shareAddresses}
              onChange={(shareAddresses) => onChange({ ...value, shareAddresses })}
            />
          )}
        </div>
      )}
    </div>
  );
}
