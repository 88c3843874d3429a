// Enhances pages that are complete without it. Conditional radios and the enhanced file upload are left
// out on purpose: they fail accessibility checks.
import {
  Button,
  CharacterCount,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";

import { initPasskeys } from "./passkey.js";
import { initSession } from "./session.js";
import { initShownWhen } from "./shown-when.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

createAll(Button, { preventDoubleClick: true });
for (const component of [CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink]) {
  createAll(component);
}
initPasskeys();
initSession();
initShownWhen();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
