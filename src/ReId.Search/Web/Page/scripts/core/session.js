// Who is signed in, and what that allows.
import { get, post, remove, useToken } from "./api.js";

const ranks = { viewer: 0, operator: 1, admin: 2 };
let current = null;

/** The session, or null. */
export const session = () => current;

/** Whether the signed-in role is at least this one. */
export const may = (role) => current !== null && ranks[current.role] >= ranks[role];

/** Takes up the session of the cookie; null where there is none. */
export async function resume() {
  try {
    return take(await get("/v1/session"));
  } catch (refusal) {
    if (refusal.status === 401) {
      return take(null);
    }

    throw refusal;
  }
}

/** Exchanges a key for a session. */
export const open = async (key) => take(await post("/v1/session", { key }));

/** Ends it, here at once and on the server. */
export async function close() {
  await remove("/v1/session");
  take(null);
}

export const forget = () => take(null);

function take(session) {
  current = session;
  useToken(session?.csrfToken ?? null);
  return session;
}
