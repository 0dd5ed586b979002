use axum::body::Body;
use axum::routing::post;
use http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;

const TEMPLATE: &str = "
Resources:
  AuthUrlFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/auth-url
      Policies:
        - Version: '2012-10-17'
          Statement:
            - {Sid: A, Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Table.Arn}
            - Sid: B
              Effect: Allow
              Action: [dynamodb:Query]
              Resource: !Sub '${Table.Arn}/index/account'
            - Sid: C
              Effect: Allow
              Action: kms:Decrypt
              Resource: !GetAtt CredentialsKey.Arn
              Condition: {StringEquals: {'kms:EncryptionContext:app': ours}}
            - Sid: D
              Effect: Allow
              Action: secretsmanager:GetSecretValue
              Resource: [!Ref CallerSecret, !Ref GoogleSecret]
";

/// What the service behind IAM answers to `caller`; the code of the refusal if there is one.
async fn ask(iam: &Iam, caller: &str, target: &str, document: Value) -> String {
    let service = iam.guard(Router::new().route("/", post(|| async { "done" })));
    let request = Request::post("/")
        .header("x-amz-target", target)
        .header("authorization", format!("AWS4-HMAC-SHA256 Credential={caller}/20261123/r/s"));
    let request = request.body(Body::from(document.to_string())).unwrap();
    let body = service.oneshot(request).await.unwrap().into_body().collect().await.unwrap();
    let text = String::from_utf8(body.to_bytes().to_vec()).unwrap();
    match serde_json::from_str::<Value>(&text) {
        Ok(refusal) => refusal["__type"].as_str().unwrap().to_owned(),
        Err(_) => text,
    }
}

#[tokio::test]
async fn s29_a_function_may_do_what_its_role_says_and_the_owner_everything() {
    let iam = Iam::of_template(TEMPLATE).unwrap();
    let table = json!({"TableName": "t"});
    let index = |name: &str| json!({"TableName": "t", "IndexName": name});
    let sealed = |app: &str| json!({"EncryptionContext": {"app": app, "company": "1"}});
    for (target, document) in [
        ("DynamoDB_20120810.PutItem", table.clone()),
        ("DynamoDB_20120810.Query", index("account")),
        ("TrentService.Decrypt", sealed("ours")),
        ("secretsmanager.GetSecretValue", json!({"SecretId": "GoogleSecret"})),
    ] {
        assert_eq!(ask(&iam, "auth-url", target, document).await, "done", "{target}");
    }
    assert_eq!(iam.used("auth-url").len(), 4);
    assert!(iam.denied().is_empty());
    for (target, document) in [
        ("DynamoDB_20120810.GetItem", table.clone()),
        ("DynamoDB_20120810.Query", table.clone()),
        ("DynamoDB_20120810.Query", index("refresh-due")),
        ("TrentService.Decrypt", sealed("theirs")),
        ("TrentService.Decrypt", json!({})),
        ("secretsmanager.GetSecretValue", json!({})),
        ("secretsmanager.GetSecretValue", json!({"SecretId": "LinkedInSecret"})),
        ("secretsmanager.PutSecretValue", json!({"SecretId": "GoogleSecret"})),
    ] {
        let answer = ask(&iam, "auth-url", target, document.clone()).await;
        assert_eq!(answer, "AccessDeniedException", "{target} {document}");
        assert_eq!(ask(&iam, "sandbox", target, document).await, "done", "{target}");
    }
    assert_eq!(iam.denied().len(), 7, "{:?}", iam.denied());
}

#[test]
fn s29_what_a_reader_could_not_judge_is_refused() {
    for (from, to) in [
        ("!GetAtt Table.Arn", "'*'"),
        ("!GetAtt Table.Arn", "!Sub '${Table.Arn}/*'"),
        ("!Ref GoogleSecret", "'*'"),
        ("Effect: Allow, ", "Effect: Deny, "),
        ("Effect: Allow, ", ""),
        ("StringEquals", "StringLike"),
        ("kms:EncryptionContext:app", "aws:SourceIp"),
        ("- Version:", "- DynamoDBCrudPolicy: {}\n        - Version:"),
        ("- Version:", "- AWSLambdaExecute\n        - Version:"),
    ] {
        assert!(TEMPLATE.contains(from), "the test changes nothing");
        assert!(Iam::of_template(&TEMPLATE.replace(from, to)).is_err(), "{to}");
    }
}
