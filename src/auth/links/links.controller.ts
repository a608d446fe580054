import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { From } from '../login/caller.decorator.js';
import type { Caller } from '../login/caller.js';
import { ForgotPasswordDto, ForgotPasswordResponse } from './dto/forgot-password.dto.js';
import { PasswordByLinkDto } from './dto/password-by-link.dto.js';
import { PasswordByLink } from './password-by-link.service.js';
import { PasswordRecovery } from './password-recovery.service.js';

@ApiTags('Auth')
@ApiProblems(400, 429)
@Public()
@Controller('auth')
export class LinksController {
  constructor(
    private readonly recovery: PasswordRecovery,
    private readonly passwords: PasswordByLink,
  ) {}

  @Post('forgot-password')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for a link that resets the password',
    description:
      'The answer is the same for a known, an unknown and a suspended address. The link works for ten minutes.',
  })
  @ApiAcceptedResponse({ type: ForgotPasswordResponse })
  async forgotPassword(
    @Body() { email }: ForgotPasswordDto,
    @From() caller: Caller,
  ): Promise<ForgotPasswordResponse> {
    await this.recovery.ask(email, caller);
    return { status: 'ACCEPTED' };
  }

  @Post('reset-password')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Set a new password with a link',
    description: 'Ends all sessions of the account; sign in with the new password afterwards.',
  })
  @ApiNoContentResponse()
  resetPassword(@Body() body: PasswordByLinkDto, @From() caller: Caller): Promise<void> {
    return this.passwords.set(body, 'PASSWORD_RESET', caller);
  }

  @Post('accept-invitation')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Set the first password with an invitation',
    description: 'Activates the account; sign in afterwards.',
  })
  @ApiNoContentResponse()
  acceptInvitation(@Body() body: PasswordByLinkDto, @From() caller: Caller): Promise<void> {
    return this.passwords.set(body, 'INVITATION', caller);
  }
}
