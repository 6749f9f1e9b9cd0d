"""Addresses that intruders use on government sites, and the words of what they put there."""

from __future__ import annotations

import re

# Shells, panels and gambling folders as they are named in BSSN's reports and in scanners; none is ever ours.
_LISTED = """
/index.php /index.htm /index.html.bak /default.php /home.php /main.php /page.php /post.php /berita.php /judi.php
/slot.php /wp-login.php /wp-admin/ /wp-content/ /wp-includes/ /wp-config.php /xmlrpc.php /wp-cron.php /wp-json/
/administrator/ /admin/ /admin.php /login/ /login.php /cpanel/ /panel/ /phpmyadmin/ /pma/ /adminer.php /filemanager/
/shell.php /c99.php /r57.php /wso.php /b374k.php /alfa.php /alfacgiapi/ /mini.php /up.php /upload.php /uploader.php
/uploads/ /upload/ /files/ /images/ /assets/ /tmp/ /cache/ /backup/ /backup.zip /backup.sql /db.sql /dump.sql /site.zip
/cmd.php /eval-stdin.php /vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php /info.php /phpinfo.php /test.php /x.php
/1.php /a.php /log.php /radio.php /simple.php /about.php /content.php /doc.php /marijuana.php /gel4y.php /indoxploit.php
/cgi-bin/ /server-status /server-info /.env /.git/HEAD /.git/config /.htaccess /.htpasswd /.user.ini /.svn/entries
/.DS_Store /web.config /config.php /configuration.php /composer.json /package.json /Dockerfile /docker-compose.yml
/slot/ /slot-gacor/ /slot-gacor.html /slot88/ /slot777/ /slot-dana/ /slot-pulsa/ /slot-thailand/ /slot-maxwin/
/slot-demo/ /gacor/ /gacor.html /maxwin/ /scatter-hitam/ /mahjong-ways/ /rtp/ /rtp-live/ /rtp-slot/ /zeus/ /olympus/
/pragmatic/ /judi/ /judi-online/ /judi-bola/ /judol/ /bandar/ /bandar-togel/ /togel/ /togel-online/ /toto/ /toto-macau/
/situs-toto/ /casino/ /poker/ /sbobet/ /bola/ /bonus/ /daftar/ /link-alternatif/ /situs-gacor/ /amp/ /jp/ /id/ /en/ /go/
/out/ /pinjol/ /obat-aborsi/ /viagra/ /bokep/ /sitemap.html /sitemap1.xml /sitemap_index.xml /post-sitemap.xml
/news-sitemap.xml /ads.txt /app-ads.txt /apk/ /app/ /promo/ /login.html /daftar.html /slot.html /judi.html /m/ /mobile/
/blog/ /news/ /wp/ /old/ /new/ /baru/ /test/ /dev/ /.well-known/pki-validation/ /.well-known/index.php
/.well-known/admin.php /.well-known/x.php /.well-known/mmc/x.php /.well-known/about.php /crossdomain.xml
/clientaccesspolicy.xml /sitemap.xml.gz /sitemap-index.xml /slot-sitemap.xml /rss/ /feed/ /atom/ /luring.html
/google0000000000000000.html /BingSiteAuth.xml /service-worker.js /sw.js /manifest.php
"""
PATHS = tuple(_LISTED.split())

GAMBLING = re.compile(
    r"\b(slot\s?(gacor|online|88|777|dana|pulsa|thailand|demo|maxwin|deposit)|gacor|max\s?win|judi(\s?(online|bola))?|judol"
    r"|togel|toto\s?(macau|gelap|slot)|situs\s?toto|bandar\s?(togel|bola|judi)|sbobet|scatter\s?hitam|mahjong\s?ways"
    r"|rtp\s?(live|slot)|casino|poker|gates\s?of\s?olympus|pragmatic\s?play|pg\s?soft|link\s?alternatif)\b",
    re.IGNORECASE,
)

# Queries that are answered by what intruders install, and those that arrive from others' links; a static page knows none.
QUERIES = (
    "p=1", "s=slot", "s=slot+gacor", "page_id=2", "id=1", "q=toto", "cat=1", "m=1", "amp=1", "amp", "page=slot", "slot",
    "slot-gacor", "slot=gacor88", "judi=online", "product=1", "go=1", "url=https://contoh.invalid/", "redirect=//contoh.invalid/",
    "lang=id", "v=1", "ref=slot", "utm_source=google&utm_medium=cpc", "gclid=Cj0", "fbclid=IwAR0", "srsltid=AfmBO", "daftar",
    "cmd=id", "act=login", "author=1", "feed=rss2", "download=apk", "preview=true", "rest_route=/wp/v2/users", "debug=1",
)  # fmt: skip

# Names by whose pattern doorways are answered; the star becomes a word that nobody can know.
DOORWAYS = (
    "/*.php", "/berita/*.php", "/*.html", "/slot-gacor-*/", "/slot-*.html", "/slot/*/", "/*-slot-gacor/", "/situs-toto-*/",
    "/link-alternatif-*.html", "/rtp-*", "/togel/*.html", "/judi-online-*/", "/shop/*.html", "/product/*/", "/item/*",
    "/download/*.apk", "/amp/*/", "/jp/*.html", "/tag/*/", "/wp-content/uploads/2024/01/*.php", "/aset/*.php", "/media/*.html",
    "/.well-known/*.php", "/.well-known/acme-challenge/*", "/*/slot-gacor.html", "/berita/slot-gacor-*/", "/sitemap-*.xml",
    "/slot88-*.xml", "/index.php/*", "/index.html/*", "/cgi-bin/*.cgi", "/~*/", "/en/*/", "/api/*",
)  # fmt: skip
