// Shows a bot's form over the channel.

import { announce, el } from "./dom.js";
import { menu } from "./components.js";
import { markdown } from "./markdown.js";

// openForm shows a form. submit(fields) sends it; when that fails, the form
// stays open with the reason, so that nothing filled in is lost. appName is the
// bot that gets it; "" for a form of the page's own.
export function openForm(modal, appName, world, submit) {
  const before = document.activeElement;
  const fields = [];
  const take = (component, label, description) => {
    const field = build(component, { label, description, id: `form-field-${fields.length}`, world });
    if (field) fields.push(field);
    return field?.node;
  };
  const parts = (modal.components || []).flatMap((part) => {
    if (part.type === 1) return (part.components || []).map((input) => take(input, input.label));
    if (part.type === 18 && part.component) return [take(part.component, part.label, part.description)];
    if (part.type === 10) return [el("div", { class: "content" }, markdown(part.content, world))];
    return [];
  });
  const failure = el("p", { class: "failure", role: "alert", hidden: true });
  const send = el("button", { type: "submit", class: "button primary" }, "Submit");
  const cancel = el("button", { type: "button", class: "button secondary" }, "Cancel");
  const form = el("form", { novalidate: true },
    el("h2", { id: "form-title" }, modal.title),
    el("div", { class: "form-parts" }, appName && el("p", { class: "note" }, `This form goes to ${appName}.`), parts),
    el("div", { class: "form-buttons" }, failure, cancel, send));
  const dialog = el("dialog", { "aria-labelledby": "form-title", dataset: { modal: modal.custom_id } }, form);

  const fail = (text, control) => {
    failure.textContent = text;
    failure.hidden = false;
    control?.focus();
  };
  form.addEventListener("input", () => {
    failure.hidden = true;
    form.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    for (const { label, control, problem } of fields) {
      control.removeAttribute("aria-invalid");
      const found = problem();
      if (found) {
        control.setAttribute("aria-invalid", "true");
        return fail(`${label} ${found}.`, control);
      }
    }
    send.disabled = true;
    failure.hidden = true;
    try {
      await submit(Object.fromEntries(fields.map(({ key, value }) => [key, value()])));
      dialog.close();
    } catch (error) {
      fail(`${error.message} What you filled in is still here.`, send);
    } finally {
      send.disabled = false;
    }
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    // Closing has given the focus back already, but the cursor was in the dialog
    // and is gone with it: without this Chromium drops what is typed next. The
    // event comes later: whoever has moved on since then is not called back.
    if (!before?.isConnected || document.activeElement !== before) return;
    before.blur();
    before.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  (fields[0]?.control || send).focus();
  announce(`Form: ${modal.title}`);
  return dialog;
}

// build returns a field { key, label, node, control, value(), problem() } for a
// component, or null for one that a form does not have. control gets the focus.
function build(component, about) {
  const make = { 3: choice, 4: text, 5: choice, 6: choice, 7: choice, 8: choice, 19: files, 21: boxes, 22: boxes, 23: tick }[component.type];
  return make ? { key: component.custom_id, label: about.label || "This field", ...make(component, about) } : null;
}

const star = (needed) => needed && el("span", { class: "required", title: "required" }, " *");

const hint = ({ id, description }) => description && el("p", { class: "note", id: `${id}-hint` }, description);

function text(input, about) {
  const { id, label, description } = about;
  const needed = input.required !== false;
  const most = input.max_length || 4000;
  const common = { id, required: needed, maxlength: String(most), minlength: input.min_length ? String(input.min_length) : null,
    placeholder: input.placeholder, dataset: { customId: input.custom_id }, "aria-describedby": `${description ? `${id}-hint ` : ""}${id}-count` };
  const control = input.style === 2 ? el("textarea", { ...common, rows: "5" }) : el("input", { ...common, type: "text", autocomplete: "off" });
  control.value = input.value || "";
  const length = () => [...control.value].length;
  const counter = el("span", { id: `${id}-count`, class: "counter" });
  const count = () => {
    counter.textContent = `${length()} of ${most} characters${input.min_length ? `, at least ${input.min_length}` : ""}`;
  };
  control.addEventListener("input", count);
  count();
  return {
    control, value: () => control.value,
    problem: () => length() === 0 ? needed && "is required" :
      input.min_length && length() < input.min_length ? `needs at least ${input.min_length} characters` :
      length() > most ? `takes at most ${most} characters` : null,
    node: el("div", { class: "form-field" }, el("label", { for: id }, label, star(needed)), hint(about), control, counter),
  };
}

// amount says what is wrong with a number of chosen values.
function amount(component, chosen, needed) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  if (chosen === 0) return needed ? "is required" : null;
  return chosen < least ? `needs at least ${least} choices` : chosen > most ? `takes at most ${most} choices` : null;
}

// choice is a menu.
function choice(component, about) {
  const { id, label, world } = about;
  const needed = component.required !== false;
  let chosen = [...(component.options || []).filter((option) => option.default).map((option) => option.value), ...(component.default_values || []).map((value) => value.id)];
  const node = menu(component, world, (_, values) => (chosen = values), true);
  const control = node.querySelector(".menu-opener");
  control.setAttribute("aria-labelledby", `${id}-label ${id}`);
  control.id = id;
  return { control, value: () => chosen, problem: () => amount(component, chosen.length, needed),
    node: el("div", { class: "form-field" }, el("span", { class: "form-label", id: `${id}-label` }, label, star(needed)), hint(about), node) };
}

// files is a field for files, which are sent as soon as they are chosen.
function files(component, about) {
  const { id, label, description, world } = about;
  const needed = component.required !== false;
  const control = el("input", { type: "file", id, multiple: (component.max_values ?? 1) > 1, dataset: { customId: component.custom_id }, "aria-describedby": description ? `${id}-hint` : null });
  const state = el("p", { class: "note", role: "status" });
  let sent = [];
  let wrong = null;
  control.addEventListener("change", async () => {
    const chosen = [...control.files];
    sent = [];
    wrong = chosen.length ? "is still being sent" : null;
    state.textContent = chosen.length ? "Sending…" : "";
    try {
      const ids = await Promise.all(chosen.map((file) => world.upload(file)));
      if (chosen[0] !== control.files[0]) return; // others were chosen meanwhile
      [sent, wrong, state.textContent] = [ids, null, chosen.map((file) => file.name).join(", ")];
    } catch (error) {
      [wrong, state.textContent] = [`was not sent: ${error.message}`, error.message];
    }
  });
  return { control, value: () => sent, problem: () => wrong || amount(component, sent.length, needed),
    node: el("div", { class: "form-field" }, el("label", { for: id }, label, star(needed)), hint(about), control, state) };
}

// boxes is a group of radio buttons or checkboxes.
function boxes(component, about) {
  const { id, label, description } = about;
  const radio = component.type === 21;
  const needed = component.required !== false;
  const inputs = (component.options || []).map((option) => el("input", { type: radio ? "radio" : "checkbox", name: id, value: option.value, checked: option.default, dataset: { customId: component.custom_id } }));
  const lines = (component.options || []).map((option, i) => el("label", { class: "box-line" }, inputs[i],
    el("span", {}, el("span", { class: "option-label" }, option.label), option.description && el("span", { class: "option-description" }, option.description))));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  // A radio button of a group that may stay empty can be let go again.
  const held = new WeakMap();
  if (radio && !needed) {
    for (const input of inputs) {
      input.addEventListener("pointerdown", () => held.set(input, input.checked));
      input.addEventListener("click", () => {
        if (held.get(input)) input.checked = false;
        held.delete(input);
      });
    }
  }
  const most = component.max_values ?? inputs.length;
  const limit = () => {
    const full = !radio && chosen().length >= most;
    for (const input of inputs) input.disabled = full && !input.checked;
  };
  if (!radio) inputs.forEach((input) => input.addEventListener("change", limit));
  limit();
  return { control: inputs[0] || el("input"), value: chosen, problem: () => (radio ? needed && chosen().length === 0 && "is required" : amount({ ...component, max_values: most }, chosen().length, needed)),
    node: el("fieldset", { class: "form-field", "aria-describedby": description ? `${id}-hint` : null }, el("legend", {}, label, star(needed)), hint(about), lines) };
}

// tick is a single checkbox.
function tick(component, about) {
  const { id, label, description } = about;
  const control = el("input", { type: "checkbox", id, checked: component.default, dataset: { customId: component.custom_id }, "aria-describedby": description ? `${id}-hint` : null });
  return { control, value: () => String(control.checked), problem: () => null,
    node: el("div", { class: "form-field" }, el("label", { class: "box-line", for: id }, control, el("span", { class: "option-label" }, label)), hint(about)) };
}
