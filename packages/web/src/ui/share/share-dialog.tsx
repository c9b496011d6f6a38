import "./share-dialog.css";
import { useSignal } from "@preact/signals";
import { Maximize2, Minimize2, QrCode } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import type { AppModel, RoomModel, ShareRoad } from "../../state/model.ts";
import { Button, CopyButton, Dialog, Fold, IconButton, Qr } from "../parts/index.ts";
import { overlay } from "../shell/overlay.ts";
import { isReadAloud, shareWords, waitingWords } from "./words.ts";

/** How to get into the room: a code, an address, a link. The room closes it by itself when the first guest arrives. */
export function ShareDialog({ app, room }: { app: AppModel; room: RoomModel }) {
  const chosen = useSignal<string | undefined>(undefined);
  const roads = room.roads.value;
  const [best] = roads;
  const near = roads.filter((road) => !road.anywhere);
  const far = roads.filter((road) => road.anywhere);
  const waiting = waitingWords(room.hosted.value);
  const shown = roads.find(({ link }) => link === chosen.value) ?? best;
  const close = () => {
    room.sharing.value = false;
  };
  const subtitle = !best
    ? "This room has no address yet that others could reach."
    : shown?.anywhere
      ? "Scan it with a phone, wherever it is."
      : "Scan it with a phone on this network.";
  const others = far.length > 0 ? [...far.slice(1), ...near.slice(1)] : near.slice(1);
  const show = (link: string) => {
    chosen.value = link;
  };
  return (
    <Dialog title="Bring people in" subtitle={subtitle} onClose={close}>
      {shown ? (
        <div class="share">
          <Code name={room.name.value} address={shown.address} link={shown.link} />
          {far[0] && <RoadRow title="From anywhere" road={far[0]} shown={shown} onShow={show} primary />}
          {!far[0] && waiting.length > 0 && (
            <p class="share-words" role="status">
              {waiting.join(" ")}
            </p>
          )}
          {near[0] && (
            <RoadRow
              {...(far[0] || waiting.length > 0 ? { title: "On this network" } : {})}
              road={near[0]}
              shown={shown}
              onShow={show}
              primary={!far[0]}
            />
          )}
          <p class="share-words">{shareWords(far[0], near[0], room.password.value)}</p>
          {others.length > 0 && (
            <Fold title="Other addresses" about={`${others.length}`}>
              <ul class="share-others">
                {others.map((road) => (
                  <li key={road.link} class="share-row">
                    <p class="share-address">{road.address}</p>
                    <CopyButton text={road.link}>Copy link</CopyButton>
                  </li>
                ))}
              </ul>
            </Fold>
          )}
          {!far[0] && waiting.length === 0 && room.hosted.value && app.kind === "console" && (
            <Button
              kind="plain"
              class="share-farther"
              onClick={() => {
                close();
                overlay.value = { kind: "room-settings", id: room.id };
              }}
            >
              Also from elsewhere...
            </Button>
          )}
        </div>
      ) : (
        <p class="share-words">
          Check that this device is connected to a network. The code appears here as soon as there is one.
        </p>
      )}
    </Dialog>
  );
}

/** What is read aloud: "talk.example/r/reading-club", "192.168.1.20:2525". */
function spoken(road: ShareRoad): string {
  if (!road.anywhere || !isReadAloud(road)) return road.address;
  const path = new URL(road.link).pathname;
  try {
    return road.address + decodeURIComponent(path);
  } catch {
    return road.address + path;
  }
}

interface RoadRowProps {
  title?: string;
  road: ShareRoad;
  /** The one whose code is on the screen. */
  shown: ShareRoad;
  onShow(link: string): void;
  primary: boolean;
}

/** One way in: what to read aloud, its link, and its code in the large one's place. */
function RoadRow({ title, road, shown, onShow, primary }: RoadRowProps) {
  return (
    <div class="share-road">
      {title && (
        <div class="share-title">
          <h3>{title}</h3>
          {shown.link !== road.link && (
            <Button kind="plain" icon={QrCode} onClick={() => onShow(road.link)}>
              Show its code
            </Button>
          )}
        </div>
      )}
      <div class="share-row">
        <p class="share-address" dir="ltr">
          <span class="hidden-text">Address: </span>
          {spoken(road)}
        </p>
        <CopyButton kind={primary ? "primary" : "quiet"} text={road.link}>
          Copy link
        </CopyButton>
      </div>
    </div>
  );
}

/** The code, and as large as the screen for a projector. */
function Code({ name, address, link }: { name: string; address: string; link: string }) {
  const stage = useRef<HTMLDivElement>(null);
  const large = useSignal(false);
  useEffect(() => {
    const onChange = () => {
      large.value = document.fullscreenElement !== null;
    };
    document.addEventListener("fullscreenchange", onChange);
    return () => document.removeEventListener("fullscreenchange", onChange);
  }, []);
  const toggle = () =>
    large.value ? document.exitFullscreen() : stage.current?.requestFullscreen().catch(() => undefined);
  return (
    <div ref={stage} class={`share-stage ${large.value ? "share-stage-large" : ""}`}>
      {large.value && <p class="share-stage-name">{name}</p>}
      <div class="share-code">
        <Qr text={link} label={`QR code of the link to ${name}`} />
      </div>
      {large.value && <p class="share-stage-address">{address}</p>}
      {document.fullscreenEnabled && (
        <IconButton
          class="share-stage-toggle"
          label={large.value ? "Leave full screen" : "Full screen"}
          icon={large.value ? Minimize2 : Maximize2}
          onClick={toggle}
        />
      )}
    </div>
  );
}
