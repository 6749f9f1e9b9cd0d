"""Addresses that intruders use on government sites, and the words of what they put there."""

from __future__ import annotations

import re

# Shells, panels and gambling folders as they are named in BSSN's reports and in scanners; none is ever ours.
_LISTED = """
/index.php /index.htm /index.html.bak /default.php /home.php /main.php /page.php /post.php /berita.php /judi.php /slot.php
/wp-login.php /wp-admin/ /wp-content/ /wp-includes/ /wp-config.php /xmlrpc.php /wp-cron.php /wp-json/
/administrator/ /admin/ /admin.php /login/ /login.php /cpanel/ /panel/ /phpmyadmin/ /pma/ /adminer.php /filemanager/
/shell.php /c99.php /r57.php /wso.php /b374k.php /alfa.php /alfacgiapi/ /mini.php /up.php /upload.php /uploader.php
/uploads/ /upload/ /files/ /images/ /assets/ /tmp/ /cache/ /backup/ /backup.zip /backup.sql /db.sql /dump.sql /site.zip
/cmd.php /eval-stdin.php /vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php /info.php /phpinfo.php /test.php /x.php
/1.php /a.php /log.php /radio.php /simple.php /about.php /content.php /doc.php /marijuana.php /gel4y.php /indoxploit.php
/cgi-bin/ /server-status /server-info /.env /.git/HEAD /.git/config /.htaccess /.htpasswd /.user.ini /.svn/entries
/.DS_Store /web.config /config.php /configuration.php /composer.json /package.json /Dockerfile /docker-compose.yml
/slot/ /slot-gacor/ /slot-gacor.html /slot88/ /slot777/ /slot-dana/ /slot-pulsa/ /slot-thailand/ /slot-maxwin/ /slot-demo/
/gacor/ /gacor.html /maxwin/ /scatter-hitam/ /mahjong-ways/ /rtp/ /rtp-live/ /rtp-slot/ /zeus/ /olympus/ /pragmatic/
/judi/ /judi-online/ /judi-bola/ /judol/ /bandar/ /bandar-togel/ /togel/ /togel-online/ /toto/ /toto-macau/ /situs-toto/
/casino/ /poker/ /sbobet/ /bola/ /bonus/ /daftar/ /link-alternatif/ /situs-gacor/ /amp/ /jp/ /id/ /en/ /go/ /out/
/pinjol/ /obat-aborsi/ /viagra/ /bokep/ /sitemap.html /sitemap1.xml /sitemap_index.xml /post-sitemap.xml /news-sitemap.xml
/ads.txt /app-ads.txt /google0000000000000000.html /BingSiteAuth.xml /service-worker.js /sw.js /manifest.php
"""
PATHS = tuple(_LISTED.split())

GAMBLING = re.compile(
    r"\b(slot\s?(gacor|online|88|777|dana|pulsa|thailand|demo|maxwin|deposit)|gacor|max\s?win|judi(\s?(online|bola))?|judol"
    r"|togel|toto\s?(macau|gelap|slot)|situs\s?toto|bandar\s?(togel|bola|judi)|sbobet|scatter\s?hitam|mahjong\s?ways"
    r"|rtp\s?(live|slot)|casino|poker|gates\s?of\s?olympus|pragmatic\s?play|pg\s?soft|link\s?alternatif)\b",
    re.IGNORECASE,
)

# Who may be shown another page than the office: search engines, and readers who come from one.
DISGUISES = (
    {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"},
    {
        "User-Agent": "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36",
        "Referer": "https://www.google.com/",
        "Accept-Language": "id-ID,id;q=0.9",
    },
    {"User-Agent": "WhatsApp/2.24.1 A", "Referer": "https://l.wl.co/"},
)
