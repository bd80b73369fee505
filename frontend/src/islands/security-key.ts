/** Asks a security key or passkey, and sends its answer with the form. Nothing is sent unless the key answers. */

import { word } from "../words";

interface Descriptor {
  type: "public-key";
  id: string;
  transports?: AuthenticatorTransport[];
}

interface Options {
  publicKey: {
    challenge: string;
    user?: { id: string; name: string; displayName: string };
    allowCredentials?: Descriptor[];
    excludeCredentials?: Descriptor[];
  };
}

export function mount(stage: HTMLElement, options: Options): void {
  const form = stage as HTMLFormElement;
  const button = form.querySelector<HTMLButtonElement>("[data-ask]");
  const told = form.querySelector<HTMLElement>("[data-told]");
  const field = form.querySelector<HTMLInputElement>('input[name="credential"]');
  if (!button || !told || !field) throw new Error("a security key needs its button, its field and its line");

  const ask = async () => {
    if (!form.reportValidity()) return;
    button.disabled = true;
    told.textContent = word("key_waits");
    try {
      const credential = form.dataset.act === "make" ? await make(options) : await use(options);
      field.value = JSON.stringify(plain(credential));
      form.submit();
    } catch (fault) {
      const known = fault instanceof DOMException && fault.name === "InvalidStateError";
      told.textContent = word(known ? "key_known" : "key_silent");
      button.disabled = false;
    }
  };
  if (!window.PublicKeyCredential) {
    button.disabled = true;
    told.textContent = word("key_impossible");
    return;
  }
  button.addEventListener("click", () => void ask());
  form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    void ask();
  });
}

async function make({ publicKey }: Options): Promise<PublicKeyCredential> {
  const user = { ...publicKey.user!, id: bytes(publicKey.user!.id) };
  const excludeCredentials = publicKey.excludeCredentials?.map(described);
  const all = { ...publicKey, user, challenge: bytes(publicKey.challenge), excludeCredentials };
  return answered(await navigator.credentials.create({ publicKey: all as unknown as PublicKeyCredentialCreationOptions }));
}

async function use({ publicKey }: Options): Promise<PublicKeyCredential> {
  const allowCredentials = publicKey.allowCredentials?.map(described);
  const all = { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials };
  return answered(await navigator.credentials.get({ publicKey: all as unknown as PublicKeyCredentialRequestOptions }));
}

function answered(credential: Credential | null): PublicKeyCredential {
  if (!(credential instanceof PublicKeyCredential)) throw new Error("the key gave no answer");
  return credential;
}

function described(descriptor: Descriptor): PublicKeyCredentialDescriptor {
  return { ...descriptor, id: bytes(descriptor.id) };
}

/** The answer as the node reads it: every buffer in base64url. */
function plain(credential: PublicKeyCredential): Record<string, unknown> {
  const answer = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const response: Record<string, string> = { clientDataJSON: text(answer.clientDataJSON) };
  if (answer.attestationObject) response.attestationObject = text(answer.attestationObject);
  if (answer.authenticatorData && answer.signature) {
    response.authenticatorData = text(answer.authenticatorData);
    response.signature = text(answer.signature);
    if (answer.userHandle) response.userHandle = text(answer.userHandle);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {} };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
