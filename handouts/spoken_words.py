"""What short forms, signs, letters and units are called aloud."""

LETTERS = {
    "A": "a", "Ă": "á", "Â": "ớ", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "Ê": "ê", "F": "ép",
    "G": "giê", "H": "hát", "I": "i", "J": "gi", "K": "ca", "L": "e-lờ", "M": "em-mờ", "N": "en-nờ", "O": "o",
    "Ô": "ô", "Ơ": "ơ", "P": "pê", "Q": "quy", "R": "e-rờ", "S": "ét", "T": "tê", "U": "u", "Ư": "ư", "V": "vê",
    "W": "vê kép", "X": "ích", "Y": "i dài", "Z": "dét",
}  # fmt: skip
SIGNS = {
    ".": "chấm", "-": "gạch nối", "/": "gạch chéo", "_": "gạch dưới", "@": "a còng", "&": "và", "+": "cộng",
    "=": "bằng", "%": "phần trăm", "<": "nhỏ hơn", ">": "lớn hơn", "≤": "không quá", "≥": "từ", "#": "thăng",
}  # fmt: skip
UNITS = {
    "km2": "ki-lô-mét vuông", "m2": "mét vuông", "m3": "mét khối", "km": "ki-lô-mét", "cm": "xăng-ti-mét",
    "mm": "mi-li-mét", "m": "mét", "kg": "ki-lô-gam", "ha": "héc-ta", "kWh": "ki-lô-oát giờ", "kW": "ki-lô-oát",
    "MB": "mê-ga-bai", "KB": "ki-lô-bai", "GB": "gi-ga-bai", "%": "phần trăm", "đ": "đồng", "VNĐ": "đồng",
    "VND": "đồng", "vnđ": "đồng",
}  # fmt: skip
SITES = {
    "dichvucong": "dịch vụ công", "caobang": "cao bằng", "bocongan": "bộ công an", "gov": "gờ ô vê",
    "vn": "vê en", "com": "com", "www": "vê kép vê kép vê kép",
}  # fmt: skip
ROMAN_BEFORE = ("phần", "mục", "quý", "chương", "phụ lục", "khóa", "nhóm", "loại", "hạng")
DOCUMENT_KINDS = {
    "QĐ": "quyết định", "QD": "quyết định", "NĐ": "nghị định", "NQ": "nghị quyết", "TT": "thông tư",
    "TTLT": "thông tư liên tịch", "CT": "chỉ thị", "KH": "kế hoạch", "CV": "công văn",
}  # fmt: skip
AGENCIES = {
    "BCA": "Bộ Công an", "BCT": "Bộ Công Thương", "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BGDĐT": "Bộ Giáo dục và Đào tạo", "BGTVT": "Bộ Giao thông vận tải", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BLĐTBXH": "Bộ Lao động, Thương binh và Xã hội",
    "LĐTBXH": "Bộ Lao động, Thương binh và Xã hội", "BNG": "Bộ Ngoại giao", "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BNV": "Bộ Nội vụ", "BQP": "Bộ Quốc phòng",
    "BTC": "Bộ Tài chính", "BTNMT": "Bộ Tài nguyên và Môi trường", "BTP": "Bộ Tư pháp",
    "BTTTT": "Bộ Thông tin và Truyền thông", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế", "CP": "Chính phủ", "HĐND": "Hội đồng nhân dân", "NHNN": "Ngân hàng Nhà nước",
    "TANDTC": "Tòa án nhân dân tối cao", "TCHQ": "Tổng cục Hải quan", "TTg": "Thủ tướng Chính phủ",
    "TTCP": "Thanh tra Chính phủ", "UBND": "Ủy ban nhân dân", "VPCP": "Văn phòng Chính phủ",
}  # fmt: skip
SHORT_FORMS = {
    "ATM": "a tê em", "BCCI": "bưu chính công ích", "BHTN": "bảo hiểm thất nghiệp", "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế", "CCCD": "căn cước công dân", "CMND": "chứng minh nhân dân",
    "CNSCĐ": "công nghệ số cộng đồng", "DVC": "dịch vụ công", "ĐKKD": "đăng ký kinh doanh",
    "EVN": "điện lực Việt Nam", "GCN": "giấy chứng nhận", "GPLX": "giấy phép lái xe", "HĐND": "hội đồng nhân dân",
    "HTX": "hợp tác xã", "ID": "ai-đi", "LLTP": "lý lịch tư pháp", "MST": "mã số thuế", "NĐ": "nghị định",
    "ODA": "o-đê-a", "OTP": "ô-tê-pê", "PDF": "pê-đê-ép", "PVHCC": "phục vụ hành chính công", "QĐ": "quyết định",
    "QR": "quy-a", "QSDĐ": "quyền sử dụng đất", "SIM": "xim", "SMS": "tin nhắn", "TCT": "tổng cục thuế",
    "THCS": "trung học cơ sở", "THPT": "trung học phổ thông", "TNHH": "trách nhiệm hữu hạn", "TP": "thành phố",
    "TT": "thông tư", "TTHC": "thủ tục hành chính", "TX": "thị xã", "UBND": "ủy ban nhân dân", "USB": "u-ét-bê",
    "VNeID": "vi-en-e-i-đi", "VNPT": "vi-en-pi-ti", "VNPOST": "bưu điện Việt Nam",
}  # fmt: skip
