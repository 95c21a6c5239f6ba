// The picture of a crop. A busy server may ask for patience: then it is asked again, a little later.
import { h } from "../core/dom.js";

const leastUpright = 1.5;
const mostUpright = 2.6;
const waits = [700, 2000, 5000];

/** An <img> of a crop's picture. */
export function picture(crop, { height = 256, alt = "", lazy = true } = {}) {
  const url = height ? `${crop.imageUrl}?height=${height}` : crop.imageUrl;
  const ratio = crop.height / crop.width;
  let attempt = 0;
  const image = h("img", {
    src: url, alt, width: crop.width, height: crop.height, loading: lazy ? "lazy" : "eager", decoding: "async", draggable: "false",
    class: ratio > leastUpright && ratio < mostUpright ? "upright" : null,
  });
  image.addEventListener("error", () => {
    if (attempt < waits.length) {
      setTimeout(() => { image.src = url; }, waits[attempt++]);
    } else {
      image.classList.add("gone");
      image.alt = "picture unavailable";
    }
  });
  return image;
}

/** How a screen reader names a crop. */
export const nameOf = (crop, time) => `${crop.identityName ?? "person"}, camera ${crop.camera}, ${time}`;
