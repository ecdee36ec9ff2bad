// Passkeys: signing in with one, and adding one to the account. What this browser or address cannot do stays hidden.
const able = window.isSecureContext && 'PublicKeyCredential' in window && PublicKeyCredential.parseCreationOptionsFromJSON
  // An address in numbers is no name a passkey can be bound to.
  && !/^[\d.]+$|:/.test(location.hostname);
const token = () => document.querySelector('meta[name=csrf]')?.content ?? '';

const post = (path, fields = {}) => fetch(path, {
  method: 'POST', credentials: 'same-origin', headers: { RequestVerificationToken: token() }, body: new URLSearchParams(fields),
});

const run = async (place, button, failed, act) => {
  place.hidden = true;
  button.disabled = true;
  try {
    const answer = await act();
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.error ?? failed);
    // The same page with another mark is not loaded anew by itself.
    const here = location.pathname + location.search;
    location.assign(said.go);
    if (new URL(said.go, location.href).pathname === location.pathname && here) location.reload();
  } catch (e) {
    // Who closes the browser's window changed his mind: nothing to say.
    if (e.name !== 'NotAllowedError' && e.name !== 'AbortError') {
      place.textContent = e instanceof DOMException ? failed : e.message;
      place.hidden = false;
    }
  } finally {
    button.disabled = false;
  }
};

const signIn = document.querySelector('[data-passkey-sign-in]');
if (signIn && able) {
  signIn.hidden = false;
  const button = signIn.querySelector('button');
  button.addEventListener('click', () => run(signIn.querySelector('[role=alert]'), button, signIn.dataset.failed, async () => {
    const options = await (await post('/sign-in/passkey/options')).json();
    const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    return post('/sign-in/passkey', { credential: JSON.stringify(credential), back: signIn.dataset.back });
  }));
}

const add = document.querySelector('[data-passkey-add]');
if (add && able) {
  add.hidden = false;
  document.querySelector('[data-passkey-missing]').hidden = true;
  add.addEventListener('submit', e => {
    e.preventDefault();
    run(add.querySelector('[role=alert]'), add.querySelector('button'), add.dataset.failed, async () => {
      const options = await (await post('/account/passkeys/options')).json();
      const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      return post('/account/passkeys', { credential: JSON.stringify(credential), name: add.elements.passkeyName.value });
    });
  });
}
