// Keys: "?" help, "g" then a letter to go, "n" new, Ctrl and arrows to the records beside, Ctrl Enter saves, Esc leaves an edit in place. Never while
// one types, but for the last two.
const typing = e => e.target.closest('input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]');
let went = 0;

addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && e.key === 'Enter') {
    const form = e.target.closest('form[data-form]') ?? document.querySelector('form[data-form]');
    if (form) {
      e.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (e.key === 'Escape' && !document.querySelector('dialog[open]')) {
    e.target.closest('.field.edit')?.querySelector('[data-cancel]')?.click();
    return;
  }
  const step = e.ctrlKey && !e.shiftKey && !e.altKey && !typing(e) && { ArrowLeft: 'prev', ArrowRight: 'next', ArrowUp: 'back' }[e.key];
  const beside = step && document.querySelector(`a[data-step=${step}]`);
  if (beside) {
    e.preventDefault();
    beside.click();
    return;
  }
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e) || document.querySelector('dialog[open]')) return;
  if (went && e.timeStamp - went < 1500) {
    went = 0;
    const link = [...document.querySelectorAll('[data-go]')].find(a => a.dataset.go === e.key);
    if (link) {
      e.preventDefault();
      link.click();
    }
  } else if (e.key === 'g') {
    went = e.timeStamp;
  } else if (e.key === 'n') {
    document.querySelector('[data-new]')?.click();
  } else if (e.key === '?') {
    e.preventDefault();
    document.getElementById('keys')?.showModal();
  }
});

addEventListener('click', e => {
  const opener = e.target.closest?.('[data-dialog]');
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  // A click on the backdrop closes a dialog that asks nothing.
  else if (e.target.matches?.('dialog.gj:not(.ask)')) e.target.close();
});
