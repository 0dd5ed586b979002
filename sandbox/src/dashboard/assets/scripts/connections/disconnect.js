/** Disconnecting a provider, after asking. */

import { call } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { announce } from "../core/notices.js";
import { losing } from "../linkedin/planned.js";
import * as status from "./status.js";

/** Asks, disconnects `whose` connection to `provider`, and shows the new status. */
export async function disconnect(provider, whose) {
  const name = whose === "me" ? `your own ${provider.name}` : provider.name;
  const stopped = provider.slug === "linkedin" ? await losing(whose) : "";
  const question = { title: `Disconnect ${name}?`, text: provider.loses[whose] + stopped, action: "Disconnect" };
  confirm(question, async () => {
    const answer = await call("DELETE", `/api/integrations/${provider.slug}/disconnect?for=${whose}`);
    announce("success", answer.message ?? `${provider.name} is disconnected.`);
    await status.refresh();
  });
}
