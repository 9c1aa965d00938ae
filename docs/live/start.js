"use strict";

startPage();
