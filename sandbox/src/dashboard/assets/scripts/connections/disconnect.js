/** Disconnecting a provider, after asking. */

import { call } from "../core/api.js";
import { confirm } from "../core/dialogs.js";
import { announce } from "../core/notices.js";
import * as status from "./status.js";

/** Asks, disconnects `provider`, and shows the new status. */
export function disconnect(provider) {
  const question = { title: `Disconnect ${provider.name}?`, text: provider.loses, action: "Disconnect" };
  confirm(question, async () => {
    const answer = await call("DELETE", `/api/integrations/${provider.slug}/disconnect`);
    announce("success", answer.message ?? `${provider.name} is disconnected.`);
    await status.refresh();
  });
}
