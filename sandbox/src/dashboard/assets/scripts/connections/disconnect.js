/** Disconnecting a provider, after asking. */

import { call } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { el, outside } from "../core/dom.js";
import { sentence } from "../core/format.js";
import { announce } from "../core/notices.js";
import { say } from "../core/texts.js";
import { losing } from "../linkedin/planned.js";
import { connectionName } from "./providers.js";
import * as status from "./status.js";

/** Asks, disconnects `whose` connection to `provider`, and shows the new status. */
export async function disconnect(provider, whose) {
  const stopped = provider.slug === "linkedin" ? await losing(whose) : "";
  const question = {
    title: say("connections.really", { connection: connectionName(provider, whose) }),
    text: [provider.loses[whose], stopped].filter(Boolean).join(" "),
    action: say("connections.disconnect"),
  };
  confirm(question, async () => {
    const answer = await call("DELETE", `/api/integrations/${provider.slug}/disconnect?for=${whose}`);
    announce("success", told(provider, answer));
    await status.refresh();
  });
}

/** What has ended, what that means, and where the person can do the rest. */
function told(provider, { message, revocation, revoked, manage_url }) {
  const text = [message, revocation].map(sentence).join(" ");
  return el("div", {}, el("p", {}, text),
    revoked !== true && manage_url && el("p", { class: "meta" }, outside(manage_url, say("connections.manage", { provider: provider.name }))));
}
