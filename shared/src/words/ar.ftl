# كل النصوص الموجهة إلى الأشخاص، بالعربية الفصحى.
# ما يُكتب من اليسار، وليس متغيرًا، يقف بين \u2066 و\u2069 حتى يبقى في مكانه.

-linkedin = {"\u2066"}LinkedIn{"\u2069"}

## ما لم ينجح، حسب رمزه.

unauthenticated = جلستك غير موجودة أو انتهت صلاحيتها. سجّل الدخول من جديد.
employer_required = لا يمكن استخدام عمليات التكامل إلا لأصحاب العمل.
profile_not_found = لم يُعثر على ملف صاحب العمل.
company_required = أنشئ شركتك قبل ربط أي تكامل.
unknown_provider = مزوّد غير معروف. استخدم {"\u2066"}linkedin{"\u2069"} أو {"\u2066"}google-calendar{"\u2069"} أو {"\u2066"}outlook{"\u2069"} أو {"\u2066"}zoom{"\u2069"} أو {"\u2066"}slack{"\u2069"}.
unsupported = لا يوفّر { $provider } هذه الإمكانية.
not_found-job = لم يُعثر على عرض العمل.
not_found-application = لم يُعثر على طلب التوظيف.
not_found-post = لم يُعثر على المنشور.
not_found-plan = لم يُعثر على المنشور المجدول.
not_found-booking-link = لم يُعثر على رابط الحجز.
not_found-link = هذا الرابط غير صالح أو لم يعد صالحًا. يُرجى طلب رابط جديد من مسؤول التوظيف.
not_found-interview = لم يُعثر على المقابلة.
not_found-interviewer = لا يوجد زميل لك بتقويم خاص هنا يحمل هذا المعرّف.
not_found-offer = عرض العمل هذا غير موجود على مواقع التوظيف.
not_found-board = لا يوجد موقع توظيف بهذا الاسم يُنشر فيه يدويًا.
not_found-advert = لم يُعِدّ أحد هذا العرض ولم ينشره في هذا الموقع.
not_found-feed = لا يوجد شيء على هذا العنوان.
invalid_state = انتهت صلاحية محاولة الربط هذه أو سبق استخدامها. ابدأ من جديد من صفحة عمليات التكامل.
state_mismatch = بدأ شخص آخر عملية الربط هذه. ابدأ من جديد من حسابك الخاص.
company_changed = تغيّرت شركتك أثناء الربط. ابدأ من جديد.
issuer_mismatch = لم تأتِ الإجابة من { $provider }. لم يُربط أي شيء.
cancelled = أُلغيت عملية الربط.
code_refused = لم يقبل { $provider } عملية الربط. يُرجى المحاولة من جديد.
missing_scope = لم يُربط { $provider } لأن إذنًا ينقص: { $scope }. أعد الربط واقبل جميع الأذونات.
scope-google-events = «عرض الأحداث في تقاويمك وتعديلها» ({ $name })
refresh_token_missing = لم يسمح { $provider } بربط دائم. أعد الربط واقبل جميع الأذونات.
work_account_required = اربط حساب عمل أو حسابًا دراسيًا: لا يقبل هذا التكامل حسابات { $provider } الشخصية.
account_mismatch = هناك حساب { $provider } آخر مرتبط. اربط الحساب نفسه أو اختر استبداله.
account_in_use = حساب { $provider } هذا مربوط في مكان آخر، و{ $provider } يحتفظ بربط واحد لكل حساب. يستمر الربط الآخر. لاستخدام الحساب هنا، أزل هذا التطبيق لدى { $provider } من التطبيقات المثبتة، وانتظر بضع دقائق حتى يُعلم ذلك، ثم اربط من جديد.
workspace_required = تم ربط { $provider } لمؤسسة بأكملها، ونحن نحتاج إلى مساحة عمل واحدة. ثبّت التطبيق في مساحة عمل واحدة ثم أعد الربط.
company_only = يُربط { $provider } للشركة كلها، لا لشخص واحد.
channel_required = لم يتم اختيار قناة في { $provider }. اختر قناة أولاً في صفحة عمليات الربط.
channel_not_found = لا يُظهر { $provider } هذه القناة. تحقق منها، وإن كانت خاصة فادعُ التطبيق إليها أولاً.
channel_refused = لا يقبل { $provider } رسائل في هذه القناة: { $reason }
not_configured = لم يُضبط التكامل مع { $provider }.
not_connected = { $provider } غير مرتبط. اربطه أولًا من صفحة عمليات التكامل.
reauthorization_required = انتهت صلاحية الربط مع { $provider } أو أُلغي. أعد الربط من صفحة عمليات التكامل.
not_owner = لا يمكن النشر أو الحذف في الملف الشخصي إلا لمن ربط { $provider }.
job_not_published = عرض العمل هذا غير منشور. انشره أولًا في نظام التوظيف.
too_many_offers = بلغ عدد عروض الشركة على مواقع التوظيف أقصى ما يتسع له ملف العروض. أزل عرضًا أولًا.
advert_posted = بحسب آخر ما ذُكر، هذا العرض منشور في هذا الموقع. اذكر أولًا أنه انتهى هناك أو أُزيل، أو الصق عنوان صفحته من جديد.
advert_not_posted = بحسب آخر ما ذُكر، هذا العرض غير منشور في هذا الموقع: لا ينتهي هناك إلا ما نُشر. إن كان لن يُنشر فاذكر أنه أُزيل.
feed_too_large = ملف العروض هذا أكبر من أن يُرسل دون ضغط. اطلبه بصيغة {"\u2066"}gzip{"\u2069"}.
organization_required = أنت تدير عدة صفحات على { -linkedin }. اختر مكان النشر.
organization_required-page = اختر مكان النشر: على صفحتك على { -linkedin } أو في الملف الشخصي.
organization_required-gone = لم يعد { -linkedin } يعرض الصفحة التي كانت العروض تُنشر عليها. اطلب من أحد مسؤولي الصفحة ربط { -linkedin } من جديد، أو اختر الملف الشخصي.
unknown_organization = لا يمكن لعضو { -linkedin } المرتبط النشر باسم هذه الصفحة.
event_changed = عُدّلت هذه المقابلة في { $provider } في هذه الأثناء. تحقق منها هناك قبل تعديلها هنا.
other_account = أُنشئ هذا بحساب { $provider } { $account }، والحساب المرتبط حساب آخر. اربط { $account } من جديد، أو عدّله في { $provider } بذلك الحساب.
other_account-unknown = لا يحتوي حساب { $provider } المرتبط على هذا: ربما أُنشئ بحساب آخر. اربط ذلك الحساب من جديد، أو عدّله في { $provider } بذلك الحساب.
organizer_unavailable = هذه المقابلة في تقويم { $provider } الخاص بـ{ $organizer }، ولا يمكن استخدامه الآن، ولا يحل محله أي تقويم آخر. اطلب من { $organizer } إعادة ربطه واستخدامه، أو ألغِ المقابلة فيه وحدّد موعدها من جديد.
organizer_unavailable-own = هذه المقابلة في تقويم { $provider } الخاص بك، وهو لم يعد مربوطًا. اربط الحساب نفسه لك من جديد، أو عدّل المقابلة في { $provider }.
idempotency_key_reused = سبق استخدام هذا المفتاح {"\u2066"}Idempotency-Key{"\u2069"} لطلب آخر.
in_progress = هذا الطلب قيد المعالجة بالفعل. حاول من جديد بعد لحظات.
plan_started = نُشر هذا المنشور أو يجري نشره، أو انتهت جدولته: لم يعد من الممكن تعديله.
too_many_plans = لدى شركتك { $limit } منشورات مجدولة بالفعل. ألغِ أحدها أو انتظر حتى يُنشر أحدها.
slot_taken = لم يعد هذا الموعد متاحًا. يُرجى اختيار موعد آخر.
booking_closed = لا يمكن اختيار موعد هنا حاليًا. يُرجى التواصل مع مسؤول التوظيف.
booking_too_late = فات الأوان لتعديل هذه المقابلة هنا. يُرجى الاتصال بمسؤول التوظيف.
booking_unavailable = هذا غير ممكن الآن. يُرجى المحاولة مرة أخرى بعد بضع دقائق.
outcome_unknown = لم يؤكد { $provider }: ربما تم الأمر بالفعل. تحقق هناك قبل المحاولة من جديد.
permission_denied = لا يسمح { $provider } لهذا الحساب بذلك. تحقق من دوره أو أعد ربطه.
blocked_by_policy = لا يسمح { $provider } بدخول هذا التطبيق: على مسؤول في مؤسستك أن يسمح به. يبقى الربط محفوظًا ويعمل من جديد عندئذ.
scope_not_granted = ينقص الربط مع { $provider } الإذن اللازم لهذا: { $scope }. أعد ربط { $provider } واقبل جميع الأذونات.
content_refused = رفض { $provider } المحتوى.
throttled = لا يقبل { $provider } مزيدًا من الطلبات حاليًا. حاول لاحقًا.
daily_limit = يسمح { $provider } بعدد محدود من الاجتماعات للشخص في اليوم، وقد بلغ حد اليوم. يستأنف في { $until }.
provider_unavailable = { $provider } غير متاح حاليًا. حاول لاحقًا.
provider_misconfigured = في التكامل مع { $provider } مشكلة في الإعداد. أُبلغ فريقنا بذلك.
ats_unavailable = نظام التوظيف غير متاح حاليًا. حاول لاحقًا.
ats_incomplete = إجابة نظام التوظيف ناقصة. أُبلغ فريقنا بذلك.
storage_unavailable = الخدمة غير متاحة مؤقتًا. حاول لاحقًا.
timed_out = استغرقت العملية وقتًا طويلًا وأُوقفت. ربما تكون قد نُفّذت: تحقق قبل المحاولة من جديد.
method_not_allowed = لا يتيح هذا العنوان هذه العملية. يتيح: { $methods }.
internal = حدث خطأ من جانبنا.

## ما ليس صحيحًا في الطلب: `invalid_request`.

parameter-missing = المعامل { $name } ناقص
parameter-malformed = المعامل { $name } غير صالح
parameter-repeated = المعامل { $name } مكرر
query-too-long = نص الاستعلام طويل جدًا
query-not-utf8 = نص الاستعلام ليس بترميز {"\u2066"}UTF-8{"\u2069"}
idempotency-key-malformed = {"\u2066"}Idempotency-Key{"\u2069"}: يُنتظر من 1 إلى 255 حرفًا مرئيًا من {"\u2066"}ASCII{"\u2069"}
body-too-large = يتجاوز محتوى الطلب {"\u2066"}256 kB{"\u2069"}
body-not-json = {"\u2066"}body{"\u2069"}: هذا ليس {"\u2066"}JSON{"\u2069"} صالحًا
body-not-object = {"\u2066"}body{"\u2069"}: يُنتظر كائن {"\u2066"}JSON{"\u2069"}
field-missing = { $field }: هذا الحقل ناقص
field-twice = { $field }: هذا الحقل مكرر
field-unknown = { $field }: لا يوجد حقل بهذا الاسم. هل تقصد { $meant }؟
field-unreadable = { $field }: لا يمكن قراءة هذه القيمة
field-empty = { $field }: يجب ألا يكون هذا الحقل فارغًا
field-after = { $field }: يجب أن تكون هذه القيمة بعد { $other }
field-not-before = { $field }: يجب ألا تكون هذه القيمة قبل { $other }
field-needed = { $field }: هذا الحقل مطلوب مع { $other }
field-range = { $field }: القيم الممكنة من { $from } إلى { $to }
field-too-many = { $field }: الحد الأقصى { $limit }
field-problem = { $field }: { $problem }
number-too-large = { $field }: هذا العدد كبير جدًا
expected-text = { $field }: يُنتظر نص
expected-boolean = { $field }: يُنتظر {"\u2066"}true{"\u2069"} أو {"\u2066"}false{"\u2069"}
expected-list = { $field }: تُنتظر قائمة
expected-number = { $field }: يُنتظر عدد
expected-integer = { $field }: يُنتظر عدد صحيح
expected-natural = { $field }: يُنتظر عدد صحيح يساوي 0 أو أكبر
expected-object = { $field }: يُنتظر كائن
expected-either = { $field }: يُنتظر { $one } أو { $other }
expected-one-of = { $field }: تُنتظر إحدى هذه القيم: { $words }
expected-organizer = { $field }: المتوقع {"\u2066"}me{"\u2069"} أو {"\u2066"}company{"\u2069"} أو معرّف صاحب عمل
nothing-to-change = {"\u2066"}body{"\u2069"}: لا شيء للتعديل
shards-unknown = {"\u2066"}shards{"\u2069"}: تُنتظر أعداد من 0 إلى { $last }
channel-malformed = { $field }: استخدم معرّف قناة مثل {"⁦"}C0123ABCD{"⁩"}، أو رابطها المنسوخ

# الأوقات.
time-malformed = { $field }: استخدم وقتًا محليًا مثل {"\u2066"}2026-03-01T14:00:00{"\u2069"}، أو وقتًا مع {"\u2066"}Z{"\u2069"} أو فارق زمني
time-too-far = { $field }: هذا التاريخ بعيد جدًا
time-skipped = { $field }: هذا الوقت غير موجود، لأن الساعات تُقدَّم حينها؛ هل تقصد { $next }؟
time-past = { $field }: هذا الوقت في الماضي
publish-too-soon = { $field }: حدّد وقتًا بعد 5 دقائق من الآن على الأقل
publish-too-far = { $field }: يمكن جدولة منشور لمدة 90 يومًا على الأكثر، وهنا حتى { $until }
publish-republish = { $field }: لا يمكن ذلك مع { $other }
time-of-day-malformed = { $field }: استخدم وقتًا مثل {"\u2066"}09:00{"\u2069"}
day-malformed = { $field }: استخدم يومًا مثل {"\u2066"}2026-03-01{"\u2069"}
offer-days = { $field }: المتوقع يوم بين { $first } و { $last }
days-empty = { $field }: اذكر يومًا واحدًا على الأقل
zone-unknown = { $field }: استخدم اسمًا من {"\u2066"}IANA{"\u2069"} مثل {"\u2066"}Africa/Abidjan{"\u2069"}
slot-not-offered = { $field }: هذا الموعد غير معروض
no-time-fits = { $field }: لا تتسع هذه الأيام والساعات ومهلة الإشعار لمقابلة بهذه المدة
interview-too-long = { $field }: تدوم المقابلة يومًا واحدًا على الأكثر
search-too-long = { $field }: يشمل البحث 31 يومًا على الأكثر

# المدعوون.
address-absent = لا يوجد عنوان بريد إلكتروني
address-malformed = هذا ليس عنوان بريد إلكتروني
address-beyond-ascii = قبل الرمز @ في عنوان البريد الإلكتروني لا يمكن الدعوة إلا بحروف لاتينية من دون علامات
candidate-not-invitable = {"\u2066"}attendees{"\u2069"}: لا يمكن دعوة { $name } بالعنوان المسجل في نظام التوظيف: { $problem }. صحّحه هناك، أو اذكر المدعوين هنا.
candidate = المرشح

# لماذا لا يصلح نص قالبًا.
template-empty = القالب فارغ؛ أرسل {"\u2066"}null{"\u2069"} لاستخدام النص القياسي
template-syntax = في القالب خطأ في الصياغة: { $error }
template-block = لا يمكن استخدام سوى {"\u2066{%"} if variable {"%}\u2069"} و{"\u2066{%"} else {"%}\u2069"} و{"\u2066{%"} endif {"%}\u2069"}، وليس {"\u2066{%"} { $block } {"%}\u2069"}
template-variable = متغير غير معروف: «{ $name }»؛ المتغيرات الموجودة هي { $names }
template-call = استُخدم مرشح أو دالة؛ لا يمكن استخدام سوى المتغيرات
template-link = يجب أن يحتوي القالب دائمًا على {"\u2066{{"} apply_url {"}}\u2069"}
template-too-long = القالب طويل جدًا: مع عنوان طويل يتجاوز حد { -linkedin } البالغ { $limit } حرف
template-unreadable = تتعذر قراءة القالب المحفوظ. احفظ القالب من جديد.

## حالة الربط.

health-outage = لم يُجب { $provider } منذ { $since }. نواصل المحاولة: ليس عليك فعل أي شيء.
health-configuration = يرفض { $provider } تطبيقنا منذ { $since }. السبب من جانبنا وقد أُبلغ فريقنا بذلك: ليس عليك فعل أي شيء.
health-doubted = يرفض { $provider } عمليات ربط كثيرة دفعة واحدة منذ { $since }، ويبدو ذلك عطلًا من جانبه. أُبلغ فريقنا بذلك ويبقى الربط محفوظًا: ليس عليك فعل أي شيء.
health-policy = منذ { $since }، لا يسمح { $provider } بدخول تطبيقنا. اطلب من { $gatekeeper } السماح به من جديد؛ يبقى الربط محفوظًا ويُستأنف عندئذ تلقائيًا.
health-expiring = ينتهي إذن { $provider } في { $end }.
health-unreadable = الربط المحفوظ مع { $provider } معطوب. أعد ربط { $provider } لإصلاحه.
health-revoked = سُحب الوصول لدى { $provider }. أعد ربط { $provider } للمتابعة.
health-interaction = يطلب { $provider } تسجيل دخول جديدًا أو موافقة من مؤسستك. أعد ربط { $provider } للمتابعة.
health-expired = انتهت صلاحية إذن { $provider }. أعد ربط { $provider } للمتابعة.
health-interrupted = انقطع تجديد ربط { $provider } في خطوته الأخيرة، و{ $provider } لا يجيب مرتين. لا خلل آخر: أعد ربط { $provider } للمتابعة.

# من يقرر أي التطبيقات مسموح بها: يقف في `health-policy`.
gatekeeper-linkedin = مسؤول في مؤسستك
gatekeeper-google = مسؤول {"\u2066"}Google Workspace{"\u2069"} في مؤسستك (وحدة تحكم المشرف، عناصر التحكم في {"\u2066"}API{"\u2069"})، أو من صاحب الحساب إن كانت لديه الحماية المتقدمة من {"\u2066"}Google{"\u2069"}،
gatekeeper-microsoft = مسؤول {"\u2066"}Microsoft 365{"\u2069"} في مؤسستك ({"\u2066"}Microsoft Entra{"\u2069"}، تطبيقات المؤسسات)
gatekeeper-zoom = مسؤول {"\u2066"}Zoom{"\u2069"} في مؤسستك
gatekeeper-slack = مسؤول مساحة العمل لديكم في {"⁦"}Slack{"⁩"} (إدارة التطبيقات)

# ما ينبغي معرفته قبل فوات الأوان.
ends-today = اليوم الأخير: يتوقف { $provider } عن العمل خلال 24 ساعة. أعد ربطه الآن.
ends-this-week = يتوقف { $provider } عن العمل خلال { $days ->
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }. أعد ربطه هذا الأسبوع.
ends-later = يتوقف { $provider } عن العمل خلال { $days ->
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }. أعد ربطه في الوقت المناسب.
ends-for-a-rule = { $warning } ينهي { $provider } كل إذن بعد مدة؛ وإعادة الربط لا تتطلب سوى نقرة واحدة.

## ما لا يتيحه الربط.

permission-lost = من دون الإذن { $scope }، { $lost }. أعد ربط { $provider } واقبل جميع الأذونات.
lost-profile-posts = لا يمكن نشر أي شيء في الملف الشخصي
lost-page-posts = لا يمكن نشر أي شيء على الصفحات
lost-pages = لا يمكن قراءة الصفحات وأرقامها
lost-times = لا يمكن اقتراح مواعيد
lost-moving-rooms = لا يتغير موعد اجتماع {"\u2066"}Zoom{"\u2069"} مع مقابلته
lost-deleting-rooms = يبقى اجتماع {"\u2066"}Zoom{"\u2069"} عند إلغاء مقابلته
lost-finding-rooms = قد يُنشأ اجتماع {"\u2066"}Zoom{"\u2069"} ثانٍ بعد ضياع جواب
lost-posting-uninvited = لا تصل الرسائل إلا إلى القنوات التي دُعي إليها التطبيق
lost-public-channels = لا يمكن عرض القنوات العامة
lost-private-channels = لا يمكن عرض القنوات الخاصة

## الربط وفكّه.

connected-own = رُبط حسابك الخاص في { $provider }
connected = رُبط { $provider } بنجاح
disconnected = فُكّ ربط { $provider } بنجاح
was-not-connected = لم يكن { $provider } مرتبطًا
revocation-nothing = لم يكن هناك ما يُلغى.
revocation-done = سحب { $provider } إذن وصولنا.
revocation-not-offered = حذفنا وصولنا. لا يتيح { $provider } سحب الإذن نفسه إلا لك، من إعدادات حسابك.
revocation-in-use = حذفنا وصولنا. يبقى الإذن لدى { $provider }، لأن ربطًا آخر يستخدم الحساب نفسه.
revocation-unknown = حذفنا وصولنا. يبقى الإذن لدى { $provider }، لأن ربطًا آخر قد يستخدم الحساب نفسه. يمكنك سحبه من إعدادات حسابك.
revocation-unconfirmed = فككنا ربط { $provider }، لكنه لم يؤكد سحب الإذن. نواصل الطلب لمدة أسبوع؛ ويمكنك سحبه فورًا من إعدادات حسابك.

## المنشورات.

job-published = نُشر عرض العمل على { -linkedin } بنجاح
job-already-published = عرض العمل هذا موجود على { -linkedin } بالنص نفسه: لم يُنشر شيء جديد
post-deleted = حُذف المنشور من { -linkedin }
plan-made = جُدول المنشور
plan-made-by-colleague = جدول أحد الزملاء هذا المنشور من قبل. ويتوقف إذا غادر الشركة.
plan-changed = عُدّل المنشور المجدول
plan-taken-back = أُلغي المنشور المجدول
plan-published = نُشر المنشور المجدول
plan-dismissed = أُزيل المنشور المجدول من القائمة
plan-job-closed = أُغلق عرض العمل. لم يُنشر شيء.
plan-job-updated = تغيّر عرض العمل منذ جدولة المنشور. راجع المنشور واحفظه من جديد، أو ألغِه.
plan-planner-left = لم يعد الشخص الذي جدول هذا المنشور يعمل في الشركة. جدوله من جديد.
plan-disconnected = فُكّ ربط { $provider }. اربطه وجدول المنشور من جديد.
plan-late = تعذّر نشر المنشور خلال 15 دقيقة من موعده. انشره الآن أو جدوله من جديد.
plan-quota = لا يقبل { $provider } مزيدًا من المنشورات حاليًا: بلغ حدّه. انشر لاحقًا أو جدول المنشور من جديد.
plan-in-progress = لا يُعرف بعد هل المنشور متاح على الشبكة. يُعاد التحقق من ذلك كل دقيقة.
text_shortened-message = كانت الرسالة أطول مما يسمح به { $provider } فاختُصرت.
card_shortened = تعرض البطاقة أسفل المنشور بداية عنوان العرض أو نصه.
calendar_missing = ليس لحساب { $provider } هذا صندوق بريد، ومن ثم لا تقويم له: لا يمكن تحديد أي مقابلة به. اطلب صندوق بريد من المسؤول في مؤسستك ثم أعد ربط { $provider }، أو اربط حسابًا آخر.
rooms_unavailable = لا ينشئ حساب { $provider } هذا اجتماعات {"\u2066"}Teams{"\u2069"}: ليس لمقابلاته رابط {"\u2066"}Teams{"\u2069"}. اعقدها على {"\u2066"}Zoom{"\u2069"}، أو اربط حسابًا يتوفر فيه {"\u2066"}Teams{"\u2069"}.
room_ends_early = حساب { $provider } مجاني: تنتهي اجتماعاته بعد 40 دقيقة، وهذه المقابلة أطول.
room_may_be_doubled = لم يؤكد { $provider } على الفور: قد يوجد هناك اجتماع ثانٍ. تحقق واحذف الاجتماع الذي لا تذكره الدعوة.
room_not_moved = تغيرت المقابلة، أما اجتماع { $provider } الخاص بها فلم يتغير: الربط الذي أنشأه غير موجود هنا أو لا يملك الصلاحية. يبقى الرابط صالحًا؛ غيّر الاجتماع في { $provider } يدويًا.
room_left = أُلغيت المقابلة، أما اجتماع { $provider } الخاص بها فباقٍ: الربط الذي أنشأه غير موجود هنا أو لا يملك الصلاحية. احذفه في { $provider } يدويًا.
picture_left_out = لم تُدرج الصورة: { $reason }
template_unusable = استُخدم النص المعتاد بدل القالب الخاص بكم: { $problem }
picture-address = عنوانها ليس عنوان {"\u2066"}https{"\u2069"} بسيطًا. أضف الصورة إلى العرض من جديد.
picture-host = خادمها ليس من الخوادم التي تؤخذ منها الصور. أضف الصورة إلى العرض نفسه.
picture-not-public = خادمها ليس عامًا. أضف الصورة إلى العرض نفسه.
picture-not-loaded = تعذّر تحميلها. تحقق من أنها ما زالت موجودة، أو أضفها إلى العرض من جديد.
picture-too-large = حجمها أكبر من {"\u2066"}10 MB{"\u2069"}. اختر صورة أصغر.
picture-format = ليست صورة {"\u2066"}JPEG{"\u2069"} أو {"\u2066"}PNG{"\u2069"} أو {"\u2066"}GIF{"\u2069"}. احفظها بإحدى هذه الصيغ وأضفها إلى العرض من جديد.
picture-incomplete = الملف ناقص أو تالف. أضفه إلى العرض من جديد.
picture-pixels = دقتها أعلى مما يقبله { -linkedin }. اختر صورة بنحو {"\u2066"}1200 × 627{"\u2069"} بكسل.
picture-not-taken = لم يقبلها { -linkedin }. جرّب صورة أخرى.
picture-not-now = تعذّر على { -linkedin } استلامها الآن. انشر من جديد لاحقًا إذا كانت الصورة مهمة.
picture-too-slow = استغرق ذلك وقتًا طويلًا. انشر من جديد لاحقًا إذا كانت الصورة مهمة.
picture-not-then = لم تكن متاحة في موعد النشر. احذف المنشور وانشره من جديد إذا كانت الصورة مهمة.
connection_ends = ينتهي ربط { $provider } في { $until }، قبل موعد هذا المنشور. أعد ربط { $provider } قبل ذلك.

# الصفحات.
pages-not-granted = ينقص الربط مع { -linkedin } إذن عرض الصفحات ({"\u2066"}rw_organization_admin{"\u2069"}). أعد الربط لمنحه؛ وإلى ذلك الحين يمكن النشر في الملف الشخصي.
pages-not-asked-for = النشر على الصفحات غير مُعَدّ هنا: تُنشر العروض في الملف الشخصي.
pages-none = عضو { -linkedin } المرتبط ليس مسؤولًا ولا مسؤول محتوى لأي صفحة. اطلب هذا الدور على { -linkedin }، أو انشر في الملف الشخصي.

# الأرقام.
figures-not-granted = ينقص الربط مع { -linkedin } الإذن {"\u2066"}rw_organization_admin{"\u2069"}. أعد الربط لمنحه.
figures-profile-not-granted = لا يقدّم { -linkedin } أرقام منشورات الملف الشخصي إلا بالإذن {"\u2066"}r_member_postAnalytics{"\u2069"}، وهو غير متوفر لهذا الربط.
figures-author-only = لا يقدّم { -linkedin } أرقام منشور في ملف شخصي إلا لكاتبه.
figures-newest-only = في القائمة لا تُطلب إلا أرقام أحدث منشورات الملف الشخصي. اطّلع على إحصاءات هذا المنشور نفسه.
figures-no-clicks = لا يحسب { -linkedin } النقرات على منشورات الملف الشخصي.
figures-left-out = لم يذكر { -linkedin } هذا في إجابته.
figures-administrators-only = لا يقدّم { -linkedin } هذا إلا لمسؤولي الصفحة.
figures-not-answered = لا يمكن سؤال { -linkedin } حاليًا.
offer-lacks-title = عرض العمل بلا عنوان.
offer-lacks-company = اسم الشركة ناقص.
offer-lacks-description = عرض العمل بلا نص.
offer-lacks-length = النص قصير جدًا: يطلب هذا الموقع { $limit } حرف على الأقل.
offer-lacks-place = لا يذكر العرض مكانًا يمكن لهذا الموقع أن يعرضه فيه. اكتب المدينة في مكان العمل.
offer-lacks-country = بلد العرض ناقص.
offer-too-old = لم يتغير العرض منذ مدة طويلة، وسيرفضه هذا الموقع. مدّده ليُعرض من جديد.
advert-url = { $field }: المطلوب عنوان صفحة العرض في { $board }، على { $hosts }
advert-only-posted = { $field }: لا يُقبل إلا مع الحالة «{"\u2066"}posted{"\u2069"}»
advert-by-hand = لا يُعرف في { $board } مدخل للبرامج: انسخ كل حقل إلى الاستمارة هناك، ثم الصق هنا عنوان صفحة العرض. لا شيء يُنشر هناك تلقائيًا.
advert-not-posted = لم يقل أحد إن العرض موجود في { $board }. انشره هناك والصق عنوانه، أو اذكر أنه لن يُنشر.
advert-expired = انقضى آخر يوم للعرض في { $board }، وما زالت الوظيفة متاحة. انشره هناك من جديد، أو اذكر أنه أُزيل.
advert-still-there = لم تعد الوظيفة متاحة، وبحسب آخر ما ذُكر ما زال العرض في { $board }. أزله من هناك ثم اذكر ذلك هنا.
advert-apply = قدّم طلبك هنا: { $url }
advert-day = { $day }
offer-lacks-room = ملف العروض ممتلئ: يتسع لـ { $limit } عرض.

## المقابلات.

event-created-google = أُنشئ الحدث في {"\u2066"}Google Calendar{"\u2069"}
event-created-outlook = أُنشئ الحدث في تقويم {"\u2066"}Outlook{"\u2069"}
interview-updated = عُدّلت المقابلة بنجاح
interview-cancelled = أُلغيت المقابلة بنجاح
text_shortened-title = كان العنوان أطول مما يسمح به { $provider } فاختُصر.
text_shortened-description = كان الوصف أطول مما يسمح به { $provider } فاختُصر.
text_shortened-location = كان المكان أطول مما يسمح به { $provider } فاختُصر.
slots-none = لا يوجد موعد يناسب الجميع. جرّب أيامًا أخرى أو ساعات أطول أو مقابلة أقصر.
calendar-unreadable = لا يمكن قراءة تقويم { $email }: اسأل إن كان الموعد مناسبًا.
interviewer-free = { $email } متاح.
interviewer-busy = لدى { $email } موعد آخر في ذلك الوقت.
interviewer-absent = لم يستخدم { $email } عمليات الربط منذ 30 يومًا، لذلك لا يُقرأ تقويمه: اسأله إن كان الوقت مناسبًا.
interviewer-disconnected = يجب ربط التقويم الخاص بـ{ $email } من جديد: اسأله إن كان الوقت مناسبًا.
interviewer-unanswered = لا يمكن سؤال التقويم الخاص بـ{ $email } الآن: اسأله إن كان الوقت مناسبًا.
interviewer-unclear = لدى { $email } هذه المقابلة في ذلك الوقت، وربما موعد آخر: اسأله إن كان الوقت مناسبًا.
conflict-organizer = في التقويم المنظِّم موعد آخر في هذا الوقت.
conflict-person = لدى { $email } موعد آخر في هذا الوقت.
everybody-free = الجميع متفرغون.
somebody-tentative = قد يكون لأحدهم موعد آخر.
nobody-busy = لا أحد ممن يمكن قراءة تقويمهم مشغول.

## التواريخ بالتوقيت العالمي.

month = { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    }
day = { $day } { month } { $year }
moment = { day }، { $time } {"\u2066"}UTC{"\u2069"}

# Events to the recruiting system.
events-failed = { $count ->
    [one] تعذّر إيصال حدث واحد إلى نظام التوظيف خلال 72 ساعة.
    [two] تعذّر إيصال حدثين إلى نظام التوظيف خلال 72 ساعة.
    [few] تعذّر إيصال { $count } أحداث إلى نظام التوظيف خلال 72 ساعة.
    [many] تعذّر إيصال { $count } حدثًا إلى نظام التوظيف خلال 72 ساعة.
   *[other] تعذّر إيصال { $count } حدث إلى نظام التوظيف خلال 72 ساعة.
}
events-waiting = { $count ->
    [one] حدث واحد ينتظر نظام التوظيف منذ { $since }.
    [two] حدثان ينتظران نظام التوظيف منذ { $since }.
    [few] { $count } أحداث تنتظر نظام التوظيف منذ { $since }.
    [many] { $count } حدثًا ينتظر نظام التوظيف منذ { $since }.
   *[other] { $count } حدث ينتظر نظام التوظيف منذ { $since }.
}

## الرسائل في قناة مسؤولي التوظيف.

note-interview-scheduled = تم تحديد مقابلة
note-interview-moved = تم تغيير موعد مقابلة
note-interview-longer = تم تمديد مقابلة
note-interview-shorter = تم تقصير مقابلة
note-interview-cancelled = تم إلغاء مقابلة
note-guest-answered = رد المرشح
note-guest-accepted = قبِل المرشح
note-guest-declined = اعتذر المرشح
note-guest-tentative = قبِل المرشح مبدئياً
note-invited-answered = أجاب أحد المدعوين
note-invited-accepted = قبِل أحد المدعوين
note-invited-declined = اعتذر أحد المدعوين
note-invited-tentative = قبِل أحد المدعوين مبدئيًا
note-offer-published = تم نشر عرض عمل على {"⁦"}LinkedIn{"⁩"}
note-offer-removed = تمت إزالة عرض عمل من {"⁦"}LinkedIn{"⁩"}
note-offer-failed = لم يُنشر عرض عمل على {"⁦"}LinkedIn{"⁩"}
note-offer-unclear = ربما نُشر عرض عمل على {"⁦"}LinkedIn{"⁩"}
note-offer-look-here = لم يقبله {"⁦"}LinkedIn{"⁩"}. راجع العرض وانشره من جديد.
note-offer-look-at-plans = تبيّن قائمة المنشورات المجدولة ما يتعلق به الأمر.
note-offer-look-there = لم يؤكد {"⁦"}LinkedIn{"⁩"} ذلك. تحقق هناك قبل أن تنشره من جديد.
note-advert-reminder = أمر مطلوب في موقع توظيف
note-advert-not-posted = لم يُنشر العرض بعد في { $board }
note-advert-expired = انتهى العرض في { $board }
note-advert-still-there = أُغلقت الوظيفة وما زال العرض في { $board }
note-connection-attention = أحد عمليات الربط يحتاج إلى انتباه
note-connection-expiring = يجب إعادة ربط { $provider } قريباً
note-connection-ended = يجب إعادة ربط { $provider }
note-connection-until = يعمل الربط حتى { $end }. إعادة الربط تتم بنقرة واحدة.
note-connection-again = لن يعمل شيء حتى يعيد أحد الربط.
note-candidate = المرشح
note-position = الوظيفة
note-when = الموعد
note-before = الموعد السابق
note-length = المدة
note-minutes = { $minutes } دقيقة
note-moment = بتاريخ { $at }
note-organizer = في تقويم
note-open = فتح في {"⁦"}IntoWork{"⁩"}
note-test = تصل هنا الرسائل عن المقابلات والعروض وعمليات الربط.
note-test-sent = تم نشر رسالة تجريبية في القناة { $channel }
note-example-position = محاسب

# ما يمنع قناة من استقبال الرسائل، وما العمل.
channel-trouble = منذ { $since } لا تستقبل القناة { $channel } الرسائل: { $reason } اختار القناة { $who }.
channel-not-found = حُذفت القناة، أو أنها خاصة ولم يعد التطبيق فيها. ادعُ التطبيق أو اختر قناة أخرى.
channel-not-invited = التطبيق ليس في القناة. ادعه إليها.
channel-archived = القناة مؤرشفة. اختر قناة أخرى.
channel-restricted = لا يُسمح بالنشر فيها إلا لبعض الأشخاص. اختر قناة أخرى، أو اطلب تغيير القاعدة.
channel-full = لم تعد مساحة العمل المجانية تقبل رسائل.
channel-blocked = لا تسمح مساحة العمل بدخول التطبيق. تواصل مع مسؤولها.
channel-refused = ترفضها مساحة العمل لسبب لا يعرفه التطبيق. أرسل رسالة تجريبية، أو اختر قناة أخرى، أو تواصل مع مسؤول مساحة العمل.

## Booking links.

booking-text =
    مرحبًا،
    تودّ { $company } التحدث معك بشأن وظيفة «{ $title }» ({ $minutes } دقيقة). يُرجى اختيار الموعد الذي يناسبك حتى { $until } عبر هذا الرابط:
booking-text-unnamed =
    مرحبًا،
    نودّ التحدث معك بشأن وظيفة «{ $title }» ({ $minutes } دقيقة). يُرجى اختيار الموعد الذي يناسبك حتى { $until } عبر هذا الرابط:
booking-revoked = لم يعد الرابط يعمل

# Notes of them.
note-booking-ended = انتهى رابط حجز
note-booking-expired = لم يُختر أي موعد: انتهت صلاحية رابط الحجز
note-booking-stopped = لم يعد بإمكان المرشح اختيار موعد
note-booking-job-closed = عرض العمل مغلق.
note-booking-withdrawn = سُحب طلب التوظيف.
note-booking-employer-left = من عرض المقابلة لم يعد يعمل هنا.
note-booking-connection = يجب إعادة ربط التقويم أو {"⁦"}Zoom{"⁩"}.
note-booking-unreadable = تتعذر قراءة أحد التقاويم، تقويم صاحب العرض أو تقويم أحد المحاورين: قد يلزم إعادة ربطه.
note-booking-again = أرسل رابطًا آخر أو حدّد موعد المقابلة بنفسك.
