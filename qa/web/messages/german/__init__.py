"""Every sentence the page says, in German: each module has those of one part of the page."""

from qa.web.messages.german.comparison import *
from qa.web.messages.german.engine import *
from qa.web.messages.german.feedback import *
from qa.web.messages.german.frame import *
from qa.web.messages.german.library import *
from qa.web.messages.german.replies import *
from qa.web.messages.german.scripts import *
from qa.web.messages.german.source import *
