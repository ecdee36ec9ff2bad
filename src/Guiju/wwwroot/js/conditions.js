// The editor of a condition opens beside the list; without a script its link leads to a page with the same form.
const box = () => document.getElementById('condition');
let opener;

const close = () => {
  const editor = box();
  if (!editor || editor.hidden) return;
  editor.hidden = true;
  editor.replaceChildren();
  opener?.focus();
};

const load = async address => {
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' } });
  // The session ended, or something is amiss: the page says what.
  if (!answer.ok || answer.redirected) return location.assign(address);
  const editor = box();
  editor.innerHTML = await answer.text();
  editor.hidden = false;
  editor.querySelectorAll('[data-no-script]').forEach(button => button.hidden = true);
  const room = editor.parentElement.getBoundingClientRect();
  const place = opener.getBoundingClientRect();
  if (innerWidth > 991) {
    editor.style.left = `${Math.max(8, Math.min(place.left - room.left, room.width - editor.offsetWidth - 8))}px`;
    editor.style.top = `${place.bottom - room.top + 4}px`;
  } else editor.removeAttribute('style');
  document.dispatchEvent(new CustomEvent('htmx:after:swap', { detail: { ctx: {} } }));
  const form = editor.querySelector('[data-condition-form]');
  (form?.querySelector('[aria-invalid=true], select:not([multiple]), input:not([type=hidden])') ?? editor.querySelector('select, input:not([type=hidden])'))?.focus();
};

// Before htmx, which would follow the link.
addEventListener('click', e => {
  const link = e.target.closest?.('a[data-condition]');
  if (link && box() && !e.ctrlKey && !e.metaKey && !e.shiftKey && e.button === 0) {
    e.preventDefault();
    e.stopPropagation();
    opener = link;
    load(link.href);
  } else if (e.target.closest?.('#condition [data-close]')) {
    e.preventDefault();
    e.stopPropagation();
    close();
  } else if (box() && !box().hidden && e.target.isConnected && !e.target.closest?.('#condition, .flatpickr-calendar, .ts-dropdown')) close();
}, true);

addEventListener('change', e => {
  const form = e.target.name === 'field' && e.target.closest?.('#condition form[data-field]');
  if (form && e.target.value) load(`${form.action}?${new URLSearchParams(new FormData(form))}`);
});

addEventListener('keydown', e => {
  if (e.key === 'Escape' && e.target.closest?.('#condition')) close();
});
