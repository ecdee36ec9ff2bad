// Messages that pass: HX-Trigger {"toast":{"text","tone","undo"}} from the server, "toast" events from scripts, and those the page came with.
const host = document.getElementById('toasts');
const sprite = document.querySelector('svg.i use')?.getAttribute('href').split('#')[0];
const icons = { bad: 'alert-circle', warn: 'alert-triangle' };

const keep = card => {
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '✕';
  close.ariaLabel = host.dataset.close;
  close.addEventListener('click', () => card.remove());
  card.append(close);
  // Bad news stays until it is read.
  if (card.dataset.toast === 'bad') return;
  // What can be taken back waits longer.
  let timer = setTimeout(() => card.remove(), card.querySelector('form') ? 15000 : 6000);
  card.addEventListener('mouseenter', () => clearTimeout(timer));
  card.addEventListener('mouseleave', () => timer = setTimeout(() => card.remove(), 2500));
};

document.addEventListener('toast', e => {
  const { text, tone = 'ok', undo } = e.detail ?? {};
  if (!text || [...host.children].some(one => one.querySelector('span')?.textContent === text)) return;
  const card = document.createElement('div');
  card.className = `one ${tone}`;
  card.dataset.toast = tone;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${sprite}#${icons[tone] ?? 'circle-check'}`);
  svg.append(use);
  const words = document.createElement('span');
  words.textContent = text;
  card.append(svg, words);
  if (undo?.startsWith('/') && !undo.startsWith('//')) {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = undo;
    const button = document.createElement('button');
    button.className = 'undo';
    button.textContent = host.dataset.undo;
    form.append(button);
    card.append(form);
  }
  keep(card);
  host.append(card);
});

[...host.children].forEach(keep);
