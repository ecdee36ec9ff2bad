// A calendar beside date fields; typing stays possible, and 1123, 11-23, 11.23 and 2026/11/23 become dates.
const asset = name => document.querySelector(`meta[name="asset:${name}"]`).content;
const script = src => new Promise((done, failed) => {
  const tag = Object.assign(document.createElement('script'), { src, onload: done, onerror: failed });
  document.head.append(tag);
});
let ready;
const load = () => ready ??= (async () => {
  // Before our own stylesheets, so that ours have the last word.
  document.querySelector('link[rel=stylesheet]').after(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: asset('flatpickr.css') }));
  await script(asset('flatpickr.js'));
  if (document.documentElement.lang.startsWith('zh')) await script(asset('flatpickr.zh'));
})();

const pad = n => String(n).padStart(2, '0');
const tidy = text => {
  const full = text.match(/^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/);
  const short = text.match(/^(\d{1,2})\D(\d{1,2})\D?$/) ?? text.match(/^(\d{2})(\d{2})$/);
  const [year, month, day] = full ? full.slice(1) : short ? [new Date().getFullYear(), ...short.slice(1)] : [];
  return year ? `${year}-${pad(month)}-${pad(day)}` : text;
};

const parse = text => {
  const [year, month, day] = tidy(text.trim()).split('-').map(Number);
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
};

const enhance = async root => {
  const fields = [...root.querySelectorAll('[data-date]')].filter(field => !field.dataset.ready && !field.disabled);
  if (!fields.length) return;
  fields.forEach(field => field.dataset.ready = 'true');
  await load();
  const zh = document.documentElement.lang.startsWith('zh');
  fields.forEach(field => {
    let typed = field.value;
    flatpickr(field, {
      locale: { ...(zh ? flatpickr.l10ns.zh : {}), firstDayOfWeek: 1 }, dateFormat: 'Y-m-d', allowInput: true, disableMobile: true,
      minDate: field.dataset.min || null, maxDate: field.dataset.max || null, parseDate: parse, errorHandler: () => { },
    });
    // What is no date stays as typed: the server says what is wrong with it.
    const keep = () => {
      if (!field.value && typed) field.value = typed;
    };
    keep();
    // Only a person empties it; the calendar does so too when it cannot read the text.
    field.addEventListener('input', e => {
      if (field.value || e.isTrusted) typed = field.value;
    });
    field.addEventListener('change', () => typed = field.value || typed);
    field.addEventListener('blur', () => setTimeout(keep));
  });
};
enhance(document);
document.addEventListener('htmx:after:swap', () => enhance(document));
