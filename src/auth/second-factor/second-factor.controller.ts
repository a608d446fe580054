import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, DuringEnrolment, type Principal, Requires, SignedIn } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { From } from '../login/caller.decorator.js';
import type { Caller } from '../login/caller.js';
import {
  BeginSecondFactorDto,
  ConfirmSecondFactorDto,
  SecondFactorProofDto,
} from './dto/second-factor.dto.js';
import { RecoveryCodesResponse, SecondFactorEnrolmentResponse } from './dto/second-factor.response.js';
import { SecondFactorEnrolment } from './second-factor-enrolment.service.js';
import { SecondFactorService } from './second-factor.service.js';

@ApiTags('Auth')
@ApiProblems(400, 401)
@Controller()
export class SecondFactorController {
  constructor(
    private readonly enrolment: SecondFactorEnrolment,
    private readonly factors: SecondFactorService,
  ) {}

  @Post('auth/second-factor')
  @SignedIn()
  @DuringEnrolment()
  @ApiOperation({
    summary: 'Begin with an authenticator app',
    description:
      'Gives a seed that has to be confirmed with a code within ten minutes. An app in use stays in use until then.',
  })
  @ApiCreatedResponse({ type: SecondFactorEnrolmentResponse })
  @ApiProblems(429)
  beginSecondFactor(
    @Actor() actor: Principal,
    @Body() body: BeginSecondFactorDto,
    @From() caller: Caller,
  ): Promise<SecondFactorEnrolmentResponse> {
    return this.enrolment.begin(actor, body, caller);
  }

  @Post('auth/second-factor/confirm')
  @HttpCode(200)
  @SignedIn()
  @DuringEnrolment()
  @ApiOperation({
    summary: 'Switch the second factor on',
    description: 'From now on a login needs a code. Other sessions end; the recovery codes are shown once.',
  })
  @ApiOkResponse({ type: RecoveryCodesResponse })
  @ApiProblems(409, 429)
  confirmSecondFactor(
    @Actor() actor: Principal,
    @Body() body: ConfirmSecondFactorDto,
  ): Promise<RecoveryCodesResponse> {
    return this.enrolment.confirm(actor, body);
  }

  @Post('auth/second-factor/recovery-codes')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({
    summary: 'Get new recovery codes',
    description: 'Those before are worth nothing any more.',
  })
  @ApiOkResponse({ type: RecoveryCodesResponse })
  @ApiProblems(409, 429)
  renewRecoveryCodes(
    @Actor() actor: Principal,
    @Body() body: SecondFactorProofDto,
    @From() caller: Caller,
  ): Promise<RecoveryCodesResponse> {
    return this.factors.renewRecoveryCodes(actor, body, caller);
  }

  @Post('auth/second-factor/disable')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({
    summary: 'Switch the second factor off',
    description: 'Not for admins where the server requires theirs. Other sessions end.',
  })
  @ApiNoContentResponse()
  @ApiProblems(403, 409, 429)
  disableSecondFactor(
    @Actor() actor: Principal,
    @Body() body: SecondFactorProofDto,
    @From() caller: Caller,
  ): Promise<void> {
    return this.factors.disable(actor, body, caller);
  }

  @Delete('users/:id/second-factor')
  @HttpCode(204)
  @Requires('user:update')
  @ApiTags('Users')
  @ApiOperation({
    summary: 'Take a user’s second factor away',
    description: 'For who lost the device and the recovery codes. All of the user’s sessions end.',
  })
  @ApiNoContentResponse()
  @ApiProblems(403, 404, 409)
  resetSecondFactor(@Actor() actor: Principal, @IdParam() id: string): Promise<void> {
    return this.factors.reset(actor, id);
  }
}
