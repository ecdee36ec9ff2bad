// data-confirm on a form, link or button: the question is asked in a dialog before the act goes on.
const dialog = document.getElementById('ask');
const text = document.getElementById('ask-text');

const ask = question => new Promise(answer => {
  text.textContent = question;
  dialog.returnValue = 'no';
  dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true });
  dialog.showModal();
});

let agreed = null;
const guard = (type, find) => addEventListener(type, async e => {
  const source = find(e);
  const question = e.submitter?.dataset.confirm ?? source?.dataset.confirm;
  if (!question || agreed === source) return void (agreed = null);
  e.preventDefault();
  e.stopImmediatePropagation();
  if (!await ask(question)) return;
  agreed = source;
  if (type === 'submit') source.requestSubmit(e.submitter ?? undefined);
  else source.click();
}, true);

guard('submit', e => e.target);
guard('click', e => e.target.closest?.('a[data-confirm],button[type=button][data-confirm]'));
