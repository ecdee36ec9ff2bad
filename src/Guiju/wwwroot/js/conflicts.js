// A conflict shown field by field: either value is put into the form; once every field is decided the form is sent.
const fieldOf = (form, name) => [...form.elements].filter(one => one.name === name && one.type !== 'hidden' && one.type !== 'submit');
const put = (form, name, value) => {
  for (const one of fieldOf(form, name)) {
    if (one.type === 'radio') one.checked = one.value === value;
    else one.value = value;
    one.tomselect?.setValue(value, true);
    one.dispatchEvent(new Event('input', { bubbles: true }));
  }
};

addEventListener('click', e => {
  const button = e.target.closest?.('[data-conflicts] [data-put], [data-conflicts] [data-edit]');
  if (!button?.closest('form')) return;
  const form = button.closest('form');
  e.preventDefault();
  if (button.dataset.edit) {
    fieldOf(form, button.dataset.edit)[0]?.focus();
    return;
  }
  put(form, button.dataset.field, button.dataset.put);
  const row = button.closest('[data-conflict]');
  row.querySelectorAll('[data-put]').forEach(one => one.setAttribute('aria-pressed', one === button));
  row.dataset.decided = 'true';
  if (form.querySelectorAll('[data-conflict]:not([data-decided])').length === 0) form.requestSubmit();
});
