//! Texts for people are in the language that the request asks for (B15); codes, and logs, are the same in all.

use http::header;
use serde_json::{Value, json};
use tracing::Level;

use crate::answer::Answer;
use crate::logs::Logs;
use crate::posts::connected;
use crate::scene::{MARIAM, Scene, at_provider};

/// Each language as somebody's browser asks for it, with its tag.
const ASKED: [(&str, &str); 4] = [
    ("en-GB,en;q=0.9", "en"),
    ("de, fr-CI;q=0.8, en;q=0.4", "fr"),
    ("pt-BR", "pt"),
    ("ar-MA,ar;q=0.9,fr;q=0.8", "ar"),
];

/// Calls `function` as Mariam, whose browser asks for `language`.
async fn call(
    scene: &Scene,
    function: &str,
    language: &str,
    change: impl FnOnce(&mut Value),
) -> Answer {
    let with_language = |event: &mut Value| {
        event["headers"]["accept-language"] = language.into();
        change(event);
    };
    scene.call(function, MARIAM, with_language).await
}

async fn publish(scene: &Scene, language: &str, body: &Value) -> Answer {
    call(scene, "publish-job", language, |event| event["body"] = body.to_string().into()).await
}

async fn disconnect(scene: &Scene, language: &str) -> Answer {
    call(scene, "disconnect", language, |event| at_provider(event, "linkedin")).await
}

#[track_caller]
fn is_in(answer: &Answer, tag: &str) {
    assert_eq!(answer.headers[header::CONTENT_LANGUAGE], tag, "{answer:?}");
    assert!(answer.varies_by("Accept-Language"), "{answer:?}");
}

#[tokio::test]
async fn b15_a_problem_is_told_in_the_language_that_is_asked_for() {
    let scene = Scene::new().await;
    let told = [
        "LinkedIn is not connected. Connect it on the integrations page first.",
        "LinkedIn n’est pas connecté. Connectez-le d’abord sur la page des intégrations.",
        "LinkedIn não está conectado. Conecte-o primeiro na página das integrações.",
        "\u{2067}\u{2068}LinkedIn\u{2069} غير مرتبط. اربطه أولًا من صفحة عمليات التكامل.\u{2069}",
    ];
    for ((asked, tag), told) in ASKED.into_iter().zip(told) {
        let answer = publish(&scene, asked, &json!({"job_id": 1})).await;
        let answer = answer.expect(409, "not_connected");
        assert_eq!(
            (&answer.json()["detail"], &answer.json()["title"]),
            (&told.into(), &"Conflict".into())
        );
        is_in(&answer, tag);
    }
}

#[tokio::test]
async fn b15_what_is_wrong_with_a_request_is_told_with_its_field() {
    let scene = Scene::new().await;
    let told = [
        "job_id: a whole number is expected",
        "job_id\u{202f}: un nombre entier est attendu",
        "job_id: é esperado um número inteiro",
        "\u{2067}\u{2068}job_id\u{2069}: يُنتظر عدد صحيح\u{2069}",
    ];
    for ((asked, tag), told) in ASKED.into_iter().zip(told) {
        let answer = publish(&scene, asked, &json!({"job_id": "1"})).await;
        let answer = answer.expect(400, "invalid_request");
        assert_eq!(answer.json()["detail"], told);
        is_in(&answer, tag);
    }
}

#[tokio::test]
async fn b15_who_is_not_let_in_is_told_so_in_their_language() {
    let scene = Scene::new().await;
    for (asked, tag) in ASKED {
        let nobody = |event: &mut Value| {
            event["headers"].as_object_mut().unwrap().remove("authorization");
        };
        let answer = call(&scene, "status", asked, nobody).await.expect(401, "unauthenticated");
        is_in(&answer, tag);
    }
}

#[tokio::test]
async fn b15_a_warning_and_a_success_are_told_in_the_language_that_is_asked_for() {
    let told = [
        (
            "Job published to LinkedIn successfully",
            "The picture was left out: it is not a JPEG, PNG or GIF picture. Save it as one of these and upload it to the offer again.",
        ),
        (
            "L’offre a été publiée sur LinkedIn",
            "L’image n’a pas été reprise\u{202f}: ce n’est pas une image JPEG, PNG ou GIF. Enregistrez-la dans l’un de ces formats et ajoutez-la de nouveau à l’offre.",
        ),
        (
            "A oferta de emprego foi publicada no LinkedIn",
            "A imagem não foi incluída: não é uma imagem JPEG, PNG ou GIF. Guarde-a num destes formatos e adicione-a novamente à oferta.",
        ),
        (
            "\u{2067}نُشر عرض العمل على \u{2066}LinkedIn\u{2069} بنجاح\u{2069}",
            "\u{2067}لم تُدرج الصورة: ليست صورة \u{2066}JPEG\u{2069} أو \u{2066}PNG\u{2069} أو \u{2066}GIF\u{2069}. احفظها بإحدى هذه الصيغ وأضفها إلى العرض من جديد.\u{2069}",
        ),
    ];
    for ((asked, tag), (message, warning)) in ASKED.into_iter().zip(told) {
        let scene = connected("kofi").await;
        scene.world.pictures.put("intowork/image/upload/v1/jobs/stage-rh.png", "<html>");
        let logs = Logs::capture(Level::INFO);
        let answer = publish(&scene, asked, &json!({"job_id": 7})).await;
        is_in(&answer, tag);
        let answer = answer.ok();
        assert_eq!(answer["message"], message);
        assert_eq!(answer["warnings"], json!([{"code": "picture_left_out", "detail": warning}]));
        let logged = logs.lines("the picture was not fetched");
        assert!(logged[0].contains("it is not a JPEG, PNG or GIF picture."), "{tag}: {logged:?}");
    }
}

#[tokio::test]
async fn b15_how_a_connection_is_is_told_in_the_language_that_is_asked_for() {
    let scene = connected("kofi").await;
    scene.advance("51 days");
    let told = [
        (
            "The LinkedIn authorization ends on 22 January 2027.",
            "LinkedIn stops working in 9 days. Reconnect it in time. LinkedIn ends every authorization after a while; connecting again takes one click.",
        ),
        (
            "L’autorisation LinkedIn prend fin le 22 janvier 2027.",
            "LinkedIn cessera de fonctionner dans 9 jours. Reconnectez-le à temps. LinkedIn met fin à toute autorisation au bout d’un certain temps\u{202f}; se reconnecter ne demande qu’un clic.",
        ),
        (
            "A autorização LinkedIn termina em 22 de janeiro de 2027.",
            "LinkedIn deixa de funcionar dentro de 9 dias. Conecte-o novamente a tempo. O LinkedIn termina todas as autorizações ao fim de algum tempo; conectar novamente é só um clique.",
        ),
        (
            "\u{2067}ينتهي إذن \u{2068}LinkedIn\u{2069} في 22 يناير 2027.\u{2069}",
            "\u{2067}يتوقف \u{2068}LinkedIn\u{2069} عن العمل خلال 9 أيام. أعد ربطه في الوقت المناسب. ينهي \u{2068}LinkedIn\u{2069} كل إذن بعد مدة؛ وإعادة الربط لا تتطلب سوى نقرة واحدة.\u{2069}",
        ),
    ];
    for ((asked, tag), (reason, warning)) in ASKED.into_iter().zip(told) {
        let answer = call(&scene, "status", asked, |_| ()).await;
        is_in(&answer, tag);
        let entry = answer.ok()["linkedin"].clone();
        assert_eq!(entry["state"], "expiring");
        assert_eq!((&entry["reason"], &entry["warnings"]), (&json!(reason), &json!([warning])));
    }
}

#[tokio::test]
async fn b15_disconnecting_tells_what_became_of_the_grant() {
    let told = [
        ("LinkedIn disconnected successfully", "LinkedIn has withdrawn our access."),
        ("LinkedIn est maintenant déconnecté", "LinkedIn a retiré notre accès."),
        ("LinkedIn foi desconectado com sucesso", "LinkedIn retirou o nosso acesso."),
        (
            "\u{2067}فُكّ ربط \u{2068}LinkedIn\u{2069} بنجاح\u{2069}",
            "\u{2067}سحب \u{2068}LinkedIn\u{2069} إذن وصولنا.\u{2069}",
        ),
    ];
    let scene = Scene::new().await;
    for ((asked, tag), (message, revocation)) in ASKED.into_iter().zip(told) {
        scene.connect(MARIAM, "linkedin", "kofi").await.ok();
        let answer = disconnect(&scene, asked).await;
        is_in(&answer, tag);
        let answer = answer.ok();
        assert_eq!(
            (&answer["message"], &answer["revocation"]),
            (&json!(message), &json!(revocation))
        );
    }
}

#[tokio::test]
async fn b15_requests_at_the_same_time_keep_their_languages_apart() {
    let scene = Scene::new().await;
    let answers =
        futures::future::join_all(ASKED.map(|(asked, _)| disconnect(&scene, asked))).await;
    let mut told: Vec<_> = answers.iter().map(|answer| answer.json()["message"].clone()).collect();
    told.dedup();
    assert_eq!(told.len(), ASKED.len(), "{told:?}");
    for (answer, (_, tag)) in answers.iter().zip(ASKED) {
        is_in(answer, tag);
    }
}

#[tokio::test]
async fn b15_english_is_answered_where_no_language_of_ours_is_asked_for() {
    let scene = Scene::new().await;
    let huge = "zz,".repeat(2_500);
    for asked in ["", "de", "*", "fr;q=0", "é", ",;=q", huge.as_str()] {
        let answer = disconnect(&scene, asked).await;
        assert_eq!(answer.json()["message"], "LinkedIn was not connected", "{asked}");
        is_in(&answer, "en");
    }
    is_in(&scene.disconnect(MARIAM, "linkedin").await, "en");
}
