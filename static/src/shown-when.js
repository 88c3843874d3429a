// Hides what an answer does not call for: <div data-shown-when="outcome=not_hold"> is shown while the question `outcome`
// has one of the values named. Without script everything is shown, and its own words say when it is asked.
// Nothing is cleared or disabled, so an answer that is hidden by a slip comes back with the choice.
export function initShownWhen(root = document) {
  for (const part of root.querySelectorAll("[data-shown-when]")) {
    const [name, values] = part.dataset.shownWhen.split("=");
    const wanted = values.split(" ");
    const choices = root.querySelectorAll(`input[type="radio"][name="${name}"]`);
    const show = () => {
      part.hidden = ![...choices].some((choice) => choice.checked && wanted.includes(choice.value));
    };
    for (const choice of choices) {
      choice.addEventListener("change", show);
    }
    window.addEventListener("pageshow", show);
    show();
  }
}
