// Long lists one can search by typing, and lists the server searches.
const asset = name => document.querySelector(`meta[name="asset:${name}"]`).content;
let ready;
const load = () => ready ??= new Promise((done, failed) => {
  // Before our own stylesheets, so that ours have the last word.
  document.querySelector('link[rel=stylesheet]').after(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: asset('tom-select.css') }));
  document.head.append(Object.assign(document.createElement('script'), { src: asset('tom-select.js'), onload: done, onerror: failed }));
});

const enhance = async () => {
  const fields = [...document.querySelectorAll('[data-choices]')].filter(field => !field.tomselect && !field.dataset.ready);
  if (!fields.length) return;
  fields.forEach(field => field.dataset.ready = 'true');
  await load();
  // The list takes over the label; what it replaces is out of the way of screen readers too.
  fields.forEach(field => field.setAttribute('aria-hidden', 'true'));
  fields.forEach(field => new TomSelect(field, {
    maxOptions: 200, plugins: field.multiple ? ['remove_button'] : [], allowEmptyOption: false,
    valueField: 'value', labelField: 'text', searchField: field.dataset.source ? [] : ['text'],
    render: { no_results: () => Object.assign(document.createElement('div'), { className: 'no-results', textContent: field.dataset.none }) },
    ...(field.dataset.source && {
      score: () => () => 1,
      load: async (text, done) => {
        try {
          const answer = await fetch(`${field.dataset.source}${field.dataset.source.includes('?') ? '&' : '?'}q=${encodeURIComponent(text)}`);
          done(answer.ok ? await answer.json() : []);
        } catch {
          done();
        }
      },
    }),
  }));
};
enhance();
document.addEventListener('htmx:after:swap', enhance);
