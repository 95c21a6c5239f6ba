// Pictures come by drop, by paste or by choosing a file, wherever in the page somebody is.
import { toast } from "../core/announce.js";

const isPicture = (file) => file.type.startsWith("image/");

/** Calls `take` with a picture that is dropped on the page or pasted into it, until `signal` aborts. */
export function takePictures(take, signal) {
  const over = (on) => document.body.classList.toggle("drop-here", on);
  window.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      over(true);
    }
  }, { signal });
  window.addEventListener("dragleave", (event) => { if (!event.relatedTarget) { over(false); } }, { signal });
  window.addEventListener("drop", (event) => {
    over(false);
    if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      pick([...event.dataTransfer.files], take);
    }
  }, { signal });
  window.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length > 0 && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      pick(files, take);
    }
  }, { signal });
}

/** The first picture among files. */
export function pick(files, take) {
  const file = files.find(isPicture);
  if (file) {
    take(file);
  } else if (files.length > 0) {
    toast(`“${files[0].name}” is not a picture: JPEG, PNG, WebP or BMP is needed.`, { kind: "error" });
  }
}
