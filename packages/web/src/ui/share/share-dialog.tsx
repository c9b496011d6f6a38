import "./share-dialog.css";
import { useSignal } from "@preact/signals";
import { Maximize2, Minimize2 } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import type { AppModel, RoomModel } from "../../state/model.ts";
import { CopyButton, Dialog, Fold, IconButton, Qr } from "../parts/index.ts";

/** How to get into the room: a code, an address, a link. The room closes it by itself when the first guest arrives. */
export function ShareDialog({ room }: { app: AppModel; room: RoomModel }) {
  const [best, ...others] = room.roads.value;
  const close = () => {
    room.sharing.value = false;
  };
  return (
    <Dialog
      title="Bring people in"
      subtitle={
        best
          ? "Scan it with a phone on this network."
          : "This room has no address yet that others could reach."
      }
      onClose={close}
    >
      {best ? (
        <div class="share">
          <Code name={room.name.value} address={best.address} link={best.link} />
          <div class="share-row">
            <p class="share-address">
              <span class="hidden-text">Address: </span>
              {best.address}
            </p>
            <CopyButton kind="primary" text={best.link}>
              Copy link
            </CopyButton>
          </div>
          <p class="share-words">
            {room.password.value
              ? "Or type the address into a browser on this network. Nothing to install; the room asks for its password."
              : "Or type the address into a browser on this network. Nothing to install."}
          </p>
          {others.length > 0 && (
            <Fold title="Other addresses" about={`${others.length}`}>
              <ul class="share-others">
                {others.map((road) => (
                  <li key={road.address} class="share-row">
                    <p class="share-address">{road.address}</p>
                    <CopyButton text={road.link}>Copy link</CopyButton>
                  </li>
                ))}
              </ul>
            </Fold>
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
