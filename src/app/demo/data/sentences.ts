/** What officers and applicants write in the sample province; one of each list is chosen. */
export const supplementReasons = [
  'Bổ sung công suất của từng máy trong báo giá và thuyết minh rõ hơn kết quả dự kiến; chi phí lắp đặt cần tách khỏi giá máy.',
  'Báo giá chưa ghi xuất xứ và thời hạn bảo hành. Đề nghị bổ sung và sửa lại tiến độ cho khớp hợp đồng mua máy.',
  'Thuyết minh sự cần thiết còn chung chung; đề nghị nêu năng suất hiện tại, số lao động và phần vốn tự có đã chuẩn bị.',
];
export const returns = {
  return_appraisal:
    'Đề nghị làm rõ khả năng bố trí vốn đối ứng và mức tiêu hao điện của thiết bị trước khi kết luận.',
  return_estimate: 'Đơn giá lắp đặt cao hơn mặt bằng trong tỉnh; đề nghị rà soát và giải trình.',
  return_advance: 'Báo cáo tiến độ chưa kèm biên bản giao nhận máy; đề nghị bổ sung.',
  return_payment: 'Hóa đơn số máy chưa khớp với biên bản nghiệm thu; đề nghị kiểm tra lại.',
  return_settlement: 'Thiếu chứng từ chi phí vận chuyển; đề nghị bổ sung và cân đối lại phần vốn tự có.',
  fail_acceptance:
    'Máy chạy thử chưa đạt công suất cam kết, còn rung ở tốc độ cao; hẹn nghiệm thu lại sau khi nhà cung cấp hiệu chỉnh.',
} as const;
export const rejectReasons = [
  'Thiết bị đề nghị hỗ trợ đã được mua và đưa vào sử dụng trước khi nộp hồ sơ.',
  'Cơ sở chưa chứng minh được phần vốn đối ứng; nội dung trùng với đề án đã được chương trình khác hỗ trợ.',
  'Máy đề nghị có tính năng tương đương máy đang dùng, chưa đáp ứng yêu cầu tiên tiến.',
];
export const withdrawReasons = [
  'Cơ sở chuyển sang thuê gia công, chưa có nhu cầu đầu tư máy trong năm nay.',
  'Ngân hàng chưa giải ngân khoản vay đối ứng; xin rút và nộp lại vào năm sau.',
];
export const stopReasons = [
  'Nhà cung cấp không giao máy đúng hợp đồng, cơ sở đề nghị chấm dứt; thu hồi phần đã tạm ứng.',
  'Cơ sở thay đổi địa điểm sản xuất ra ngoài tỉnh, không còn đủ điều kiện thực hiện đề án.',
];
export const appraisalNotes = [
  'Đề án phù hợp chương trình khuyến công, cơ sở có năng lực thực hiện, hồ sơ đầy đủ.',
  'Cơ sở có thị trường ổn định; kiến nghị ưu tiên vì sử dụng nhiều lao động tại chỗ.',
  'Thiết bị tiên tiến hơn mặt bằng trong vùng; phần vốn tự có đã được xác nhận.',
];
export const findings = [
  'Máy mới 100%, đúng model trong hợp đồng, chạy thử hai giờ ổn định, đạt công suất cam kết.',
  'Thiết bị lắp đặt hoàn chỉnh, có hồ sơ xuất xứ và biên bản đào tạo vận hành; sản phẩm thử đạt yêu cầu.',
];
export const results = [
  'Tạo thêm việc làm tại chỗ, thu nhập bình quân tăng khoảng 1,2 triệu đồng mỗi tháng.',
  'Giảm 30% công lao động nặng nhọc, mở thêm hai đại lý ngoài tỉnh.',
  'Sản phẩm đủ điều kiện đăng ký OCOP bốn sao, tiêu thụ nguyên liệu cho các hộ trong vùng.',
];
/** Who sells machines here; no such firms exist. */
export const sellers = [
  'Công ty TNHH Thiết bị Lam Hồng Mẫu',
  'Công ty Cổ phần Máy công nghiệp Bến Thủy Mẫu',
  'Công ty TNHH Kỹ thuật Đông Dương Mẫu',
  'Công ty TNHH Tự động hóa Sông Lam Mẫu',
];
