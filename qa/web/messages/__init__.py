"""Every sentence the page says, but for those of its scripts and style. Pure functions."""

from qa.web.messages.comparison import *
from qa.web.messages.feedback import *
from qa.web.messages.frame import *
from qa.web.messages.library import *
from qa.web.messages.replies import *
from qa.web.messages.source import *
