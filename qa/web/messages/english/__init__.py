"""Every sentence the page says, in English: each module has those of one part of the page."""

from qa.web.messages.english.comparison import *
from qa.web.messages.english.engine import *
from qa.web.messages.english.feedback import *
from qa.web.messages.english.frame import *
from qa.web.messages.english.library import *
from qa.web.messages.english.replies import *
from qa.web.messages.english.scripts import *
from qa.web.messages.english.source import *
