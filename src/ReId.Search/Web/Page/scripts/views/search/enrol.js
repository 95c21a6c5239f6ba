// Puts the reader's picture into the gallery.
import { postForm } from "../../core/api.js";
import { toast } from "../../core/announce.js";
import { h } from "../../core/dom.js";
import { toLocal, toUtc } from "../../core/format.js";
import { goTo } from "../../core/router.js";
import { formDialog } from "../../parts/dialog.js";
import { field } from "../../parts/fields.js";

/** Opens the form for a picture, given as fields {image, detect, choose}. */
export function enrol(picture) {
  formDialog("Enrol this picture", [
    h("p", { class: "hint" }, "It becomes a crop of the gallery like those of the cameras, and is found from then on."),
    field("Camera", { name: "camera", required: true, maxlength: 256, autocomplete: "off", autofocus: true }, "Where it was taken. A new name makes a new camera."),
    field("Taken", { name: "capturedAt", type: "datetime-local", value: toLocal(new Date().toISOString()) }),
  ], "Enrol", async (data) => {
    const crop = await postForm("/v1/crops", { ...picture, camera: data.get("camera"), capturedAt: toUtc(data.get("capturedAt")) });
    toast("Enrolled.", { action: { label: "Search with it", run: () => goTo("search", null, { crop: crop.cropId }) } });
  });
}
