// What is searched for. A stored crop or an identity stands in the address; a picture of the reader's own stays here,
// in this tab, and is forgotten with it.
import { post, postForm } from "../../core/api.js";

export const pageSize = 24;
const tall = 1.4;
let own = null;

/** The reader's own picture: {file, url, width, height, mode: auto|whole|people, choose, boxes}; null where there is none. */
export const ownPicture = () => own;

export function searchWithPicture(file) {
  forgetPicture();
  own = { file, url: URL.createObjectURL(file), mode: "auto", choose: 0, boxes: [], note: null };
}

export function forgetPicture() {
  if (own) {
    URL.revokeObjectURL(own.url);
    own = null;
  }
}

/** The query that an address means: {kind: "crop"|"crops"|"identity"|"picture"|"none", …}. */
export function queryOf(options) {
  const crops = options.getAll("crop");
  return crops.length === 1 ? { kind: "crop", cropId: crops[0] }
    : crops.length > 1 ? { kind: "crops", cropIds: crops }
    : options.get("identity") ? { kind: "identity", identityId: options.get("identity") }
    : own ? { kind: "picture" } : { kind: "none" };
}

/** Asks the server. */
export async function search(query, filters, signal) {
  const options = { ...filters, k: pageSize };
  switch (query.kind) {
    case "crop": return post("/v1/search", { cropId: query.cropId, ...options }, signal);
    case "crops": return post("/v1/search", { cropIds: query.cropIds, ...options }, signal);
    case "identity": return post("/v1/search", { identityId: query.identityId, ...options }, signal);
    default: return searchPicture(options, signal);
  }
}

/** The next page of an answer. */
export const more = (cursor, signal) => post("/v1/search", { cursor }, signal);

/** The picture and which part of it, as fields of a form. */
export const pictureFields = () => ({
  image: own.file, detect: usesPeople() ? "true" : null, choose: usesPeople() && own.choose > 0 ? own.choose : null,
});

/** Whether people are looked for in the picture. Left to us, a tall one is somebody already cut out. */
export const usesPeople = () => own.mode === "people" || (own.mode === "auto" && own.height < tall * own.width);

async function searchPicture(options, signal) {
  const picture = own;
  if (!picture.width) {
    Object.assign(picture, await measure(picture.file));
  }

  picture.note = null;
  try {
    return remember(picture, await postForm("/v1/search", { ...pictureFields(), ...options }, signal));
  } catch (failure) {
    if (failure.status !== 422 || picture.mode !== "auto" || !usesPeople()) {
      throw failure;
    }

    // Nobody stands out: then the picture as it is.
    picture.mode = "whole";
    const answer = await postForm("/v1/search", { ...pictureFields(), ...options }, signal);
    picture.note = "No person stands out, so the whole picture was searched with.";
    return remember(picture, answer);
  }
}

function remember(picture, answer) {
  picture.boxes = answer.query?.boxes ?? [];
  return answer;
}

async function measure(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    // A format that this browser does not show; the server may.
    return { width: 1, height: 2 };
  }
}
