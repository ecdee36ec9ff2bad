// Ctrl K: a search over customers, pages and actions, answered by the server as a fragment.
const dialog = document.getElementById('palette');
if (dialog) {
  const input = dialog.querySelector('input');
  const results = document.getElementById('palette-results');
  const hits = () => [...results.querySelectorAll('a')];
  let timer, asking, asked;

  const open = text => {
    if (!dialog.open) dialog.showModal();
    if (text !== undefined) input.value = text;
    input.select();
    search();
  };

  const mark = hit => {
    hits().forEach((a, n) => {
      a.id = `hit-${n}`;
      a.tabIndex = -1;
      a.classList.toggle('on', a === hit);
      a.ariaSelected = a === hit;
    });
    if (hit) {
      input.setAttribute('aria-activedescendant', hit.id);
      hit.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  const search = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${results.dataset.source}?q=${encodeURIComponent(text)}`, { signal: asking.signal, headers: { 'HX-Request': 'true' } });
      if (!answer.ok) return;
      // A session that ended answers with the sign-in page: that is no result.
      if (answer.redirected) return void location.reload();
      results.innerHTML = await answer.text();
      asked = text;
      mark(hits()[0]);
    } catch { /* the next key asks again */ }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  dialog.addEventListener('keydown', e => {
    // A search field keeps the first Escape to itself.
    if (e.key === 'Escape') {
      e.preventDefault();
      return dialog.close();
    }
    const all = hits();
    const at = all.findIndex(a => a.classList.contains('on'));
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (all.length) mark(all[(at + (e.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]);
    } else if (e.key === 'Enter' && !e.isComposing && at >= 0 && input.value.trim() === asked) {
      e.preventDefault();
      all[at].click();
    }
  });

  addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
      e.preventDefault();
      open();
    }
  });
  const find = document.getElementById('find');
  find?.addEventListener('mousedown', e => {
    e.preventDefault();
    open(find.value);
  });
}
