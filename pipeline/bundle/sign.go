package bundle

import (
	"bytes"
	"fmt"
	"io"

	"aead.dev/minisign"
	"filippo.io/age"
)

// Key signs the checksums of a bundle. Signing the checksums, not the archive, survives packing the folder anew.
type Key struct{ private minisign.PrivateKey }

// ReadKey reads a secret key as minisign writes it; password is empty for a key without one (minisign -W).
func ReadKey(data []byte, password string) (*Key, error) {
	k := &Key{}
	if minisign.IsEncrypted(data) {
		private, err := minisign.DecryptKey(password, data)
		if err != nil {
			return nil, fmt.Errorf("open the signing key: %w", err)
		}
		k.private = private
		return k, nil
	}
	if err := k.private.UnmarshalText(data); err != nil {
		return nil, fmt.Errorf("read the signing key: %w", err)
	}
	return k, nil
}

// Sign is the content of SHA256SUMS.minisig. The comments are fixed, without the clock: same input, same bytes.
func (k *Key) Sign(sums []byte, id ID) []byte {
	comment := "file:" + SumsFile + " delivery:" + id.Name()
	// Prehashed, as Debian's minisign writes by itself.
	r := minisign.NewReader(bytes.NewReader(sums))
	_, _ = io.Copy(io.Discard, r) // a bytes.Reader does not fail
	return r.SignWithComments(k.private, comment, "signature of "+SumsFile)
}

// PublicKey checks signatures.
type PublicKey struct{ key minisign.PublicKey }

// ReadPublicKey reads a public key: the file that minisign writes, or its second line alone, as a contract prints it.
func ReadPublicKey(data []byte) (*PublicKey, error) {
	p := &PublicKey{}
	if err := p.key.UnmarshalText(bytes.TrimSpace(data)); err != nil {
		return nil, fmt.Errorf("read the public key: %w", err)
	}
	return p, nil
}

// Verifies reports whether signature is one of sums by this key.
func (p *PublicKey) Verifies(sums, signature []byte) bool {
	r := minisign.NewReader(bytes.NewReader(sums))
	_, _ = io.Copy(io.Discard, r)
	return r.Verify(p.key, signature) || minisign.Verify(p.key, sums, signature)
}

// Recipient is to whom a bundle is encrypted for transport.
type Recipient struct{ recipient *age.X25519Recipient }

// ParseRecipient reads age1….
func ParseRecipient(s string) (*Recipient, error) {
	r, err := age.ParseX25519Recipient(s)
	if err != nil {
		return nil, fmt.Errorf("recipient %s: %w", s, err)
	}
	return &Recipient{r}, nil
}

// Encrypt is an archive that only the recipient can open. It is the one file of a delivery that differs from run to run: age draws
// a new file key each time.
func (r *Recipient) Encrypt(archive []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, r.recipient)
	if err == nil {
		_, err = w.Write(archive)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return b.Bytes(), nil
}

// Decrypt opens an archive with the identities of an age key file.
func Decrypt(archive, identities []byte) ([]byte, error) {
	ids, err := age.ParseIdentities(bytes.NewReader(identities))
	if err != nil {
		return nil, fmt.Errorf("read the identity: %w", err)
	}
	r, err := age.Decrypt(bytes.NewReader(archive), ids...)
	if err != nil {
		return nil, fmt.Errorf("decrypt: %w", err)
	}
	return io.ReadAll(r)
}
