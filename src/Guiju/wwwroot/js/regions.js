// Province, city, district: a choice fetches the next list; the narrowest code chosen is posted.
addEventListener('change', async e => {
  const group = e.target.closest?.('[data-region]');
  if (!group) return;
  const selects = [...group.querySelectorAll('select')];
  const at = selects.indexOf(e.target);
  const code = e.target.value;
  selects.slice(at + 1).forEach(select => select.length = 1);
  group.querySelector('input').value = code || selects[at - 1]?.value || '';
  const next = selects[at + 1];
  if (!next || !code) return;
  const answer = await fetch(`${group.dataset.region}?parent=${encodeURIComponent(code)}`);
  // Another choice meanwhile has its own answer on the way.
  if (answer.ok && !answer.redirected && e.target.value === code) next.insertAdjacentHTML('beforeend', await answer.text());
});
