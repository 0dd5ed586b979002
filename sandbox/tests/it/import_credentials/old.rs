//! The backend before this one: rows of its table with tokens the simulators know, and its encryption.

use aws_lc_rs::cipher::{AES_128, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::{hmac, pbkdf2};
use data_encoding::BASE64URL;
use import_credentials::{Options, Summary, import};
use sandbox::world::environment::JWT_SECRET;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use shared::connection::Tokens;
use shared::model::owner::ConnectionId;
use shared::model::provider::Provider;
use shared::vault::Context;

use crate::connect_calendars;
use crate::scene::{MARIAM, Scene};

/// What an import told, line by line, and its summary.
pub(super) struct Report {
    pub(super) lines: Vec<String>,
    pub(super) summary: Summary,
}

impl Report {
    pub(super) fn has(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line == text)
    }
}

/// A row of Mariam's, whose tokens `account` has just granted.
pub(super) async fn granted(scene: &Scene, provider: Provider, account: &str) -> Value {
    match provider {
        Provider::LinkedIn => scene.connect(MARIAM, "linkedin", account).await,
        _ => connect_calendars::connect(scene, provider, account).await,
    }
    .ok();
    let app = &scene.world.app;
    let connection =
        app.store.connection(ConnectionId::of_company(1, provider)).await.unwrap().known().unwrap();
    let context = Context::of(ConnectionId::of_company(1, provider));
    let plaintext = app.vault.open(&connection.sealed_tokens, context).await.unwrap();
    let tokens = Tokens::from_plaintext(plaintext.expose_secret()).unwrap();
    app.store.disconnect(ConnectionId::of_company(1, provider)).await.unwrap();
    assert_eq!(scene.rest().await, "[]");
    json!({
        "id": 1, "company_id": 1, "user_id": MARIAM, "provider": provider.key().to_uppercase(),
        "access_token": tokens.access_token.expose_secret(),
        "refresh_token": tokens.refresh_token.as_ref().map(ExposeSecret::expose_secret),
        "token_expires_at": connection.expires_at.unwrap().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        "provider_data": null, "is_active": true, "last_used_at": null,
        "created_at": "2026-10-01T08:00:00", "updated_at": "2026-11-23T09:00:00",
    })
}

/// A row without any life in it.
pub(super) fn dead(provider: Provider) -> Value {
    json!({
        "id": 1, "company_id": 1, "user_id": MARIAM, "provider": provider.key().to_uppercase(),
        "access_token": "canary-access", "refresh_token": null,
        "token_expires_at": "2026-11-01T08:00:00", "provider_data": null, "is_active": true,
        "last_used_at": null, "created_at": "2026-10-01T08:00:00", "updated_at": "2026-10-01T08:00:00",
    })
}

/// `row` with `changes`.
pub(super) fn with(row: &Value, changes: Value) -> Value {
    let mut row = row.clone();
    row.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    row
}

/// `text` as the old backend's `encrypt_value` writes it under `secret`.
pub(super) fn encrypted(secret: &str, text: &str) -> String {
    let mut key = [0; 32];
    let iterations = 480_000.try_into().unwrap();
    let salt = b"intowork-secret-encryption-v1";
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, iterations, salt, secret.as_bytes(), &mut key);
    let cipher = UnboundCipherKey::new(&AES_128, &key[16..]).unwrap();
    let iv = [7; 16];
    let mut ciphertext = text.as_bytes().to_vec();
    PaddedBlockEncryptingKey::cbc_pkcs7(cipher)
        .unwrap()
        .less_safe_encrypt(&mut ciphertext, EncryptionContext::Iv128(FixedLength::from(iv)))
        .unwrap();
    let mut token = vec![0x80, 0, 0, 0, 0, 0x6b, 0x03, 0x90, 0x37];
    token.extend(iv);
    token.extend(ciphertext);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key[..16]), &token);
    token.extend(tag.as_ref());
    BASE64URL.encode(&token)
}

/// Imports `rows`; no token of theirs may be told.
pub(super) async fn take(scene: &Scene, rows: &[Value]) -> Report {
    let export: Vec<_> = rows.iter().map(Value::to_string).collect();
    let report = take_text(scene, &export.join("\n"), false).await;
    for row in rows {
        for name in ["access_token", "refresh_token"] {
            let Some(token) = row[name].as_str() else { continue };
            let is_told = report.lines.iter().any(|line| line.contains(token));
            assert!(!is_told, "{:?}", report.lines);
            assert!(!scene.dump().contains(token), "{name} is stored in clear");
        }
    }
    report
}

/// Imports `export` as it is.
pub(super) async fn take_text(scene: &Scene, export: &str, is_dry_run: bool) -> Report {
    let options = Options { encryption_key: JWT_SECRET.into(), is_dry_run };
    let mut lines = Vec::new();
    let told = |entry: &import_credentials::Entry| lines.push(entry.to_string());
    let summary = import(&scene.world.app, &export.into(), &options, told).await;
    Report { lines, summary }
}
