import { describe, expect, it } from 'vitest';
import { checkPassword } from './password.ts';

const person = { name: 'Nguyễn Cảnh Tuấn', email: 'tuan.nguyen@nghean.example' };

describe('a password', () => {
  it.each(['một câu dễ nhớ', 'xe đạp màu xanh', 'correct horse', 'Kh0ng-Doan-Ra'])(
    'takes “%s”',
    (password) => {
      expect(checkPassword(password, person).ok).toBe(true);
    },
  );

  it.each([
    ['ngắn', 'password_is_too_short'],
    ['x'.repeat(129), 'password_is_too_long'],
    ['aaaaaaaaaaaa', 'password_is_too_simple'],
    ['1212121212', 'password_is_too_simple'],
    ['0123456789', 'password_is_too_simple'],
    ['987654321x', 'password_is_too_simple'],
    ['qwertyuiop1', 'password_is_too_simple'],
    ['matkhau123456', 'password_is_too_simple'],
    ['Mật khẩu 123', 'password_is_too_simple'],
    ['tuan.nguyen123', 'password_is_too_simple'],
    ['Nguyễn Cảnh Tuấn 1', 'password_is_too_simple'],
  ])('refuses “%s”', (password, code) => {
    expect(checkPassword(password, person)).toMatchObject({ refusal: { code, field: 'password' } });
  });

  it('has no rule about signs: only length, and what is guessed first', () => {
    expect(checkPassword('bốn chữ thường thôi').ok).toBe(true);
  });
});
