export default {
  "booking": {
    "title": "Escolha um horário",
    "minutes": {
      "one": "{count} minuto",
      "many": "{count} minutos",
      "other": "{count} minutos"
    },
    "zone": "Os horários são de {zone}.",
    "pick": "Escolha o horário que lhe convém:",
    "booked": "A sua entrevista",
    "another": "Escolher outro horário:",
    "keep": "Pode alterá-la ou cancelá-la até uma hora antes.",
    "late": "Começa em breve: por favor, contacte o recrutador se não puder vir.",
    "join": "Entrar na videochamada",
    "file": "Guardar no meu calendário",
    "cancel": "Cancelar a entrevista",
    "sure": "Cancelar mesmo?",
    "stay": "Manter",
    "cancelled": "A entrevista foi cancelada. Pode escolher outro horário:",
    "none": "De momento não há horários livres. Por favor, fale com o recrutador.",
    "closed": "De momento não é possível escolher um horário aqui. Por favor, fale com o recrutador.",
    "book": "Reservar {when}?",
    "yes": "Confirmar",
    "back": "Voltar",
    "done": "Está reservado.",
    "gone": "A entrevista foi cancelada.",
    "wait": "Um momento…",
    "failed": "Sem resposta. Verifique a sua ligação e tente de novo.",
    "again": "Tentar de novo",
    "language": "Língua"
  }
};
