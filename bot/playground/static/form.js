// Shows a bot's form over the channel.

import { announce, el } from "./dom.js";

// openForm shows a form. submit(fields) sends it; when that fails, the form
// stays open with the reason, so that nothing typed is lost.
export function openForm(modal, appName, submit) {
  const before = document.activeElement;
  const inputs = (modal.components || []).flatMap((row) => row.components || []).filter((component) => component.type === 4);
  const fields = inputs.map((input, i) => {
    const id = `form-field-${i}`;
    const needed = input.required !== false;
    const common = { id, required: needed, maxlength: String(input.max_length || 4000), minlength: input.min_length ? String(input.min_length) : null,
      placeholder: input.placeholder, dataset: { customId: input.custom_id }, "aria-describedby": `${id}-count` };
    const control = input.style === 2 ? el("textarea", { ...common, rows: "5" }) : el("input", { ...common, type: "text", autocomplete: "off" });
    control.value = input.value || "";
    const most = input.max_length || 4000;
    const counter = el("span", { id: `${id}-count`, class: "counter" });
    const count = () => {
      counter.textContent = `${[...control.value].length} of ${most} characters${input.min_length ? `, at least ${input.min_length}` : ""}`;
    };
    control.addEventListener("input", count);
    count();
    return { input, control, node: el("div", { class: "form-field" }, el("label", { for: id }, input.label, needed && el("span", { class: "required", title: "required" }, " *")), control, counter) };
  });
  const failure = el("p", { class: "failure", role: "alert", hidden: true });
  const send = el("button", { type: "submit", class: "button primary" }, "Submit");
  const cancel = el("button", { type: "button", class: "button secondary" }, "Cancel");
  const form = el("form", { novalidate: true },
    el("h2", { id: "form-title" }, modal.title),
    el("p", { class: "note" }, `This form goes to ${appName}.`),
    fields.map(({ node }) => node), failure,
    el("div", { class: "form-buttons" }, cancel, send));
  const dialog = el("dialog", { "aria-labelledby": "form-title", dataset: { modal: modal.custom_id } }, form);

  const fail = (text, control) => {
    failure.textContent = text;
    failure.hidden = false;
    control?.focus();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    for (const { input, control } of fields) {
      const length = [...control.value].length;
      control.removeAttribute("aria-invalid");
      const problem = length === 0 && control.required ? "is required" :
        length > 0 && input.min_length && length < input.min_length ? `needs at least ${input.min_length} characters` :
        input.max_length && length > input.max_length ? `takes at most ${input.max_length} characters` : null;
      if (problem) {
        control.setAttribute("aria-invalid", "true");
        return fail(`${input.label} ${problem}.`, control);
      }
    }
    send.disabled = true;
    failure.hidden = true;
    try {
      await submit(Object.fromEntries(fields.map(({ input, control }) => [input.custom_id, control.value])));
      dialog.close();
    } catch (error) {
      fail(`${error.message} What you typed is still here.`, send);
    } finally {
      send.disabled = false;
    }
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  (fields[0]?.control || send).focus();
  announce(`Form: ${modal.title}`);
  return dialog;
}
