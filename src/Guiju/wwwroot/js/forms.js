// Forms: no double send, a question before changes are lost, findings brought into view, amounts with thousands separators.
const dirty = new Set();
const warn = form => form?.matches?.('form[data-warn]');
let sending = false;

addEventListener('input', e => {
  const form = e.target.form;
  if (warn(form)) dirty.add(form);
});

addEventListener('submit', e => {
  if (e.defaultPrevented && !e.target.hasAttribute('hx-post')) return;
  dirty.delete(e.target);
  if (e.target.hasAttribute('hx-post')) return;
  if (e.target.dataset.sent) return e.preventDefault();
  sending = true;
  if (e.target.method === 'post') {
    e.target.dataset.sent = 'true';
    // Back and cancelled downloads bring the page to life again.
    setTimeout(() => { delete e.target.dataset.sent; sending = false; }, 4000);
  }
});

addEventListener('beforeunload', e => {
  const lost = [...dirty].some(form => form.isConnected);
  if (lost && !sending) e.preventDefault();
});

const show = root => {
  const found = root.matches?.('[data-findings]') ? root : root.querySelector?.('[data-findings]');
  if (found) found.focus();
  else (root.querySelector?.('[aria-invalid=true]') ?? root.querySelector?.('.field.edit [autofocus], .field.edit input:not([type=hidden]), .field.edit select, .field.edit textarea'))?.focus();
};
show(document);
document.addEventListener('htmx:after:swap', () => {
  const edit = document.querySelector('.field.edit');
  if (edit && !edit.contains(document.activeElement)) show(edit);
});

addEventListener('focusout', e => {
  if (!e.target.matches?.('[data-money]')) return;
  const plain = e.target.value.replace(/[,，\s]/g, '');
  if (/^-?\d+(\.\d{1,2})?$/.test(plain)) {
    const [whole, cents = ''] = plain.split('.');
    e.target.value = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0')}`;
  }
});
